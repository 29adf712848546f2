"""Reads of the replica. What the records mean is asked with contract.tables.queries; here is how it is fetched."""

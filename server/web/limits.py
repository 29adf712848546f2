"""What a request may cost: sizes, times and how many at once. Beyond it the answer is short and costs nothing."""

MAX_BODY = 2 * 2**20
"""Bytes of one body: a megabyte of segments, the greeting and the rows asked for, with room to spare."""
MAX_REQUEST_FRAME = 2**19
"""Bytes of one frame that a laptop may send. A greeting can be long after the centre lost history."""
MAX_JOIN_BODY = 8192
SHORT_GREETING = 16 * 1024
"""Bytes of a greeting that anybody may send; for a longer one there are few places."""
LONG_GREETINGS = 4
"""How many may be sending such a one at the same time."""
MAX_HEAD = 16 * 1024
"""Bytes of a request beside its body, which the parser itself does not limit: head, chunk sizes, trailers."""
MAX_PIPELINED = 1
"""Requests that may wait behind one under way on the same connection. Nobody honest sends any."""
RECEIVED_AT_ONCE = 16 * 1024
"""Bytes read from a connection at a time, before anybody has asked for them."""
MAX_CONNECTIONS = 1000
MAX_PRESENT = 400
"""Requests under way; each further one is asked to come again later."""
AT_ONCE = 128
"""Laptops served at once, unless the operator says otherwise; each further one is told its turn."""
MOST_TICKETS = 5000
"""Turns told and not yet come. Beyond it laptops are told a time, and keep no place."""
PER_DEVICE = 4
"""Requests under way of one laptop: it makes one at a time, but one that was cut may not have been noticed yet."""
FEWEST_ROWS = 32
"""Rows of a page at least, whatever is asked: each page costs a look at the database."""
READERS = 32
"""Known laptops whose body is being read, at most MAX_BODY each."""
WORKERS = 8
"""Threads that judge and make pages."""
HEAD_S = 30.0
IDLE_S = 60.0
"""Seconds without one byte after which a sender or reader is given up."""
GREETING_S, BODY_S = 120.0, 1800.0
"""Seconds for a greeting and for a body whole: one byte a minute is no laptop on a bad road."""
DRAINED_S = 10.0
"""Seconds for which the rest of a body that was refused is still read, so that its sender gets to read why."""
TURN_DRAINED_S = 120.0
"""The same for a laptop that is told its turn: on a slow road its body is long on the way, and costs no memory here."""
HEARTBEAT_S = 2.0
"""While an answer is being made, how often the laptop is told that it is."""
KEEP_ALIVE_S = 75
RETRY_AFTER_S = 15
SEEN_EVERY_S = 3600
"""How often it is written down that a laptop was here: not each quiet round is to cost a write."""
GATHERED = 64 * 1024
"""Answers up to this many bytes are sent whole, with their length; longer ones as they are made."""

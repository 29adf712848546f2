@echo off
rem Sets up what is missing, then runs every check: tests, lint, types, layers.
py -3 -S -E "%~dp0build\check.py" %*
exit /b %ERRORLEVEL%

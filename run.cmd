@echo off
rem Sets up what is missing, then opens Lontar with a practice office.
py -3 -S -E "%~dp0build\start.py" %*
exit /b %ERRORLEVEL%

#!/bin/bash
# Runs a command on an X server and a session bus of its own, and ends as the
# command does.
#
# The server picks its display number itself, so that several of these can run
# side by side. XGEOM sets the screen, WIDTHxHEIGHTxDEPTH.

set -u

folder=$(mktemp -d)
chmod 700 "$folder"
mkfifo "$folder/display"

Xvfb -displayfd 9 -screen 0 "${XGEOM:-1920x1080x24}" -nolisten tcp -noreset \
  9>"$folder/display" 2>"$folder/log" &
server=$!

stop_server()
{
  kill "$server" 2>/dev/null
  wait "$server" 2>/dev/null
  rm -rf "$folder"
}
trap stop_server EXIT

if ! read -r -t 30 number <"$folder/display"; then
  echo "Xvfb did not start" >&2
  cat "$folder/log" >&2
  exit 97
fi

export DISPLAY=:$number GDK_BACKEND=x11 XDG_RUNTIME_DIR=$folder
unset WAYLAND_DISPLAY

dbus-run-session -- "$@"

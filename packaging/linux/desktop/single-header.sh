# makeself reads this in the place of its own header, which would take some of the program's arguments for its own,
# change its umask, its folder and its exit status, and write to its output.
sed -e "s/@LINES@/$SKIP/" -e "s/@SUM@/$SHAsum/" -e "s/@ROOM@/$ROOM_KB/" "${HEADER%/*}/single.sh" >"$archname"

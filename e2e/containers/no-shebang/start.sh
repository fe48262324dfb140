# prepares the data folder, then runs the command
mkdir -p /data
exec "$@"

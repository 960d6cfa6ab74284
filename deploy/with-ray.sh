#!/bin/sh
# Joins the cluster as a node without processors, through which a run speaks to it, and then does what it is told.
set -eu
ray start --address="$RAY_ADDRESS" --num-cpus=0 --object-store-memory=200000000 --disable-usage-stats >/dev/null
exec "$@"

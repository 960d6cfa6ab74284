# Meetings a year and kind, in R without further packages. It reads what `communique export FOLDER --format csv` wrote:
#   Rscript examples/meetings.R FOLDER
# With the package duckdb the store is read directly:
#   DBI::dbConnect(duckdb::duckdb("data/warehouse.duckdb", read_only = TRUE))
folder <- commandArgs(trailingOnly = TRUE)[1]
meetings <- read.csv(file.path(folder, "meetings.csv"), na.strings = "", encoding = "UTF-8")
dated <- meetings[!is.na(meetings$start_on), ]
dated$year <- as.integer(substr(dated$start_on, 1, 4))
by_year <- aggregate(confidence ~ year + event_kind, data = dated, FUN = length)
names(by_year)[3] <- "meetings"
print(by_year[order(by_year$year, by_year$event_kind), ], row.names = FALSE)

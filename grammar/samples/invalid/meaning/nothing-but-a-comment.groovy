// still to be written

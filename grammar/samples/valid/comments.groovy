upgrade 'app', to: '2.0'
// to the end of the line
/* over
   several lines */
sh 'make' /* within a line */, dir: '/srv'   // behind it
/** of a function */
def nothing() { }

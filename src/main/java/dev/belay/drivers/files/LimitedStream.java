package dev.belay.drivers.files;

import dev.belay.driver.Limit;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Looks at the limit with each piece that is read. */
final class LimitedStream extends FilterInputStream {

    private final Limit limit;
    private final String where;

    LimitedStream(Limit limit, String where, InputStream stream) {
        super(stream);
        this.limit = limit;
        this.where = where;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
        limit.check(where);
        return super.read(into, offset, count);
    }
}

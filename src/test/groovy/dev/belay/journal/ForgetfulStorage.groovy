package dev.belay.journal

import java.nio.file.FileAlreadyExistsException
import java.nio.file.NoSuchFileException
import java.nio.file.Path

/**
 * A disk in memory on which nothing lasts that was not forced. After a power cut it comes up in any of the ways in which real ones
 * do ({@link Survival}). It can have little space, too.
 */
class ForgetfulStorage implements Storage {

    /** The power goes. No exception that the program could handle. */
    static class PowerCut extends Error {
        PowerCut() {
            super('the power went')
        }
    }

    /** What there is, after a power cut, of what was not forced. */
    enum Survival {
        NOTHING { byte[] bytes(byte[] forced, byte[] now) { forced } },
        ALL { boolean names() { true } },
        NAMES_ONLY { boolean names() { true }; byte[] bytes(byte[] forced, byte[] now) { forced } },
        CONTENT_ONLY,
        HALF { boolean names() { true }; byte[] bytes(byte[] forced, byte[] now) { torn(forced, now) { int more -> more.intdiv(2) } } },
        ALL_BUT_ONE_BYTE { boolean names() { true }; byte[] bytes(byte[] forced, byte[] now) { torn(forced, now) { int more -> more - 1 } } },
        /** The file has its length, its new blocks were never written. */
        ZEROS { boolean names() { true }; byte[] bytes(byte[] forced, byte[] now) { holes(forced, now, now.length) } },
        /** A later block was written, an earlier one not. */
        HOLE { boolean names() { true }; byte[] bytes(byte[] forced, byte[] now) { holes(forced, now, now.length - 20) } }

        boolean names() { false }

        byte[] bytes(byte[] forced, byte[] now) { now }

        static byte[] torn(byte[] forced, byte[] now, Closure<Integer> kept) {
            int more = Math.max(0, now.length - forced.length)
            more ? Arrays.copyOf(now, forced.length + kept(more)) : now
        }

        static byte[] holes(byte[] forced, byte[] now, int until) {
            def bytes = now.clone()
            if (until > forced.length) {
                Arrays.fill(bytes, forced.length, until, (byte) 0)
            }
            bytes
        }
    }

    private static class Node {
        Map<String, Node> names
        Map<String, Node> forcedNames = [:]
        byte[] bytes = new byte[0]
        byte[] forced = new byte[0]

        Node(boolean folder) {
            names = folder ? [:] : null
        }

        long size() {
            names == null ? bytes.length : (names.values()*.size().sum() ?: 0) as long
        }
    }

    private final Node root
    /** How many more operations the power lasts. */
    long power = Long.MAX_VALUE
    /** How many bytes the disk has. */
    long capacity = Long.MAX_VALUE
    /** What was done since the beginning. */
    long operations = 0

    ForgetfulStorage() {
        this(new Node(true))
    }

    private ForgetfulStorage(Node root) {
        this.root = root
    }

    /** How many bytes are used. */
    long used() {
        root.size()
    }

    /** The disk as it comes up again. */
    ForgetfulStorage after(Survival survival) {
        new ForgetfulStorage(survive(root, survival))
    }

    private static Node survive(Node node, Survival survival) {
        def after = new Node(node.names != null)
        if (node.names != null) {
            after.names = (survival.names() ? node.names : node.forcedNames).collectEntries { name, child -> [name, survive(child, survival)] }
            after.forcedNames = new LinkedHashMap<>(after.names)
        }
        after.bytes = survival.bytes(node.forced, node.bytes)
        after.forced = after.bytes
        after
    }

    @Override
    boolean exists(Path path) {
        node(path) != null
    }

    @Override
    void createFolder(Path folder) throws IOException {
        spend()
        add(folder, new Node(true))
    }

    @Override
    void createParents(Path folder) {
        if (folder.parent && !exists(folder.parent)) {
            createParents(folder.parent)
            createFolder(folder.parent)
            forceFolder(folder.parent.parent)
        }
    }

    @Override
    List<String> list(Path folder) throws IOException {
        found(folder).names.keySet().toList()
    }

    @Override
    byte[] read(Path file) throws IOException {
        found(file).bytes.clone()
    }

    @Override
    Appender create(Path file) throws IOException {
        spend()
        add(file, new Node(false))
        appender(found(file))
    }

    @Override
    Appender open(Path file) throws IOException {
        appender(found(file))
    }

    @Override
    void rename(Path from, Path to) throws IOException {
        spend()
        def node = found(from)
        found(from.parent).names.remove(from.fileName.toString())
        found(to.parent).names[to.fileName.toString()] = node
    }

    @Override
    void delete(Path path) throws IOException {
        spend()
        node(path.parent)?.names?.remove(path.fileName.toString())
    }

    @Override
    void forceFolder(Path folder) throws IOException {
        spend()
        def node = found(folder.normalize())
        node.forcedNames = new LinkedHashMap<>(node.names)
    }

    private Appender appender(Node node) {
        def disk = this
        new Appender() {
            @Override
            void append(byte[] bytes) throws IOException {
                disk.spend()
                int room = (int) Math.min((long) bytes.length, disk.capacity - disk.root.size())
                node.bytes = join(node.bytes, Arrays.copyOf(bytes, Math.max(0, room)))
                if (room < bytes.length) {
                    throw new IOException('No space left on device')
                }
            }

            @Override
            void force() {
                disk.spend()
                node.forced = node.bytes
            }

            @Override
            long size() {
                node.bytes.length
            }

            @Override
            void truncate(long size) {
                disk.spend()
                node.bytes = Arrays.copyOf(node.bytes, (int) size)
            }

            @Override
            void close() {}
        }
    }

    private static byte[] join(byte[] a, byte[] b) {
        def all = Arrays.copyOf(a, a.length + b.length)
        System.arraycopy(b, 0, all, a.length, b.length)
        all
    }

    private void spend() {
        operations++
        if (power-- <= 0) {
            throw new PowerCut()
        }
    }

    private void add(Path path, Node node) throws IOException {
        def names = found(path.parent).names
        if (names.putIfAbsent(path.fileName.toString(), node)) {
            throw new FileAlreadyExistsException(path.toString())
        }
    }

    private Node found(Path path) throws IOException {
        def node = node(path)
        if (node == null) {
            throw new NoSuchFileException(path.toString())
        }
        node
    }

    private Node node(Path path) {
        path.inject(root) { Node node, Path name -> node?.names?.get(name.toString()) }
    }
}

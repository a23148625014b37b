package io.github.autograd4j.cuda.driver;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A shared library for Linux on x86-64, read from its bytes: whom it needs and which symbols it has. It goes by what the
 * dynamic loader goes by (program headers and the dynamic section), so that stripped files are no special case.
 */
final class ElfImage {
    static final long NEEDED = 1;
    static final long SONAME = 14;
    static final long VERSION_NEEDS = 0x6ffffffeL;
    static final long VERSION_NEED_COUNT = 0x6fffffffL;

    private static final long HASH = 4;
    private static final long STRINGS = 5;
    private static final long SYMBOLS = 6;
    private static final long GNU_HASH = 0x6ffffef5L;

    private static final int MAGIC = 0x464c457f;
    private static final int X86_64 = 62;
    private static final int SYMBOL_SIZE = 24;
    private static final Map<Integer, String> MACHINES =
            Map.of(3, "i386", 21, "ppc64", 40, "arm", 183, "aarch64", 243, "riscv");

    private record Segment(long address, long offset, long size) {}

    private record Entry(long tag, long value) {}

    private final ByteBuffer bytes;
    private final List<Segment> segments = new ArrayList<>();
    private final List<Entry> dynamic = new ArrayList<>();
    private final int strings;

    private ElfImage(ByteBuffer bytes) throws IOException {
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
        checkHeader();
        int headers = toIndex(bytes.getLong(32));
        int size = Short.toUnsignedInt(bytes.getShort(54));
        int count = Short.toUnsignedInt(bytes.getShort(56));
        int start = 0;
        int end = 0;
        for (int i = 0; i < count; i++) {
            int header = headers + i * size;
            int type = bytes.getInt(header);
            if (type == 1) {
                checkSegment(bytes.getLong(header + 8), bytes.getLong(header + 32));
                segments.add(
                        new Segment(bytes.getLong(header + 16), bytes.getLong(header + 8), bytes.getLong(header + 32)));
            } else if (type == 2) {
                start = toIndex(bytes.getLong(header + 8));
                end = start + toIndex(bytes.getLong(header + 32));
            }
        }
        for (int at = start; at < end && bytes.getLong(at) != 0; at += 16) {
            dynamic.add(new Entry(bytes.getLong(at), bytes.getLong(at + 8)));
        }
        strings = at(STRINGS);
        if (strings < 0) {
            throw new IOException("no shared library: it has no dynamic section");
        }
    }

    static ElfImage of(byte[] bytes) throws IOException {
        return read(ByteBuffer.wrap(bytes));
    }

    static ElfImage of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(channel.map(FileChannel.MapMode.READ_ONLY, 0, Math.min(channel.size(), Integer.MAX_VALUE)));
        }
    }

    private static ElfImage read(ByteBuffer bytes) throws IOException {
        try {
            return new ElfImage(bytes);
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            throw new IOException("damaged: it ends too early", e);
        }
    }

    private void checkHeader() throws IOException {
        if (bytes.limit() < 64 || bytes.getInt(0) != MAGIC) {
            throw new IOException("no shared library: it does not begin as an ELF file does");
        }
        int machine = Short.toUnsignedInt(bytes.getShort(18));
        if (bytes.get(4) != 2 || bytes.get(5) != 1 || machine != X86_64) {
            throw new IOException("made for another machine: "
                    + MACHINES.getOrDefault(machine, "number " + machine)
                    + String.format(Locale.ROOT, ", %d bits", bytes.get(4) * 32));
        }
    }

    /** Touching a page behind the end of a cut-off file would end the process. */
    private void checkSegment(long offset, long size) {
        if (bytes.limit() < Integer.MAX_VALUE && offset + size > bytes.limit()) {
            throw new IndexOutOfBoundsException("a segment ends behind the file");
        }
    }

    private static int toIndex(long value) {
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IndexOutOfBoundsException("outside of the file: " + value);
        }
        return (int) value;
    }

    /** Returns where in the file an address of the loaded library is. */
    int fileOffset(long address) {
        for (Segment s : segments) {
            if (address >= s.address && address < s.address + s.size) {
                return toIndex(address - s.address + s.offset);
            }
        }
        throw new IndexOutOfBoundsException("no segment holds address " + address);
    }

    /** Returns the values of all dynamic entries of a kind. */
    List<Long> values(long tag) {
        return dynamic.stream().filter(e -> e.tag == tag).map(Entry::value).toList();
    }

    /** Returns where in the file the table of a dynamic entry is; -1 if there is none. */
    int at(long tag) {
        List<Long> values = values(tag);
        return values.isEmpty() ? -1 : fileOffset(values.get(0));
    }

    /** Returns where in the file a name of the string table is. */
    int stringOffset(long index) {
        return strings + toIndex(index);
    }

    String string(long index) {
        int start = stringOffset(index);
        int end = start;
        while (bytes.get(end) != 0) {
            end++;
        }
        byte[] text = new byte[end - start];
        bytes.get(start, text);
        return new String(text, StandardCharsets.US_ASCII);
    }

    /** Returns the name under which others need this library; null if it has none. */
    String soname() {
        return values(SONAME).stream().map(this::string).findFirst().orElse(null);
    }

    /** Returns the names of the libraries that this one needs. */
    List<String> needed() {
        return values(NEEDED).stream().map(this::string).toList();
    }

    /** Returns the names of the versions that symbols of other libraries must have, one for each library and version. */
    List<String> versionNeeds() {
        List<String> names = new ArrayList<>();
        int need = at(VERSION_NEEDS);
        for (long left = need < 0 ? 0 : values(VERSION_NEED_COUNT).get(0); left > 0; left--) {
            int version = need + bytes.getInt(need + 8);
            for (int more = bytes.getShort(need + 2); more > 0; more--) {
                names.add(string(bytes.getInt(version + 8)));
                version += bytes.getInt(version + 12);
            }
            need += bytes.getInt(need + 12);
        }
        return names;
    }

    /** Returns the symbols that others can use. */
    Set<String> exports() {
        return symbols(true);
    }

    /** Returns the symbols that others must have. */
    Set<String> imports() {
        return symbols(false);
    }

    private Set<String> symbols(boolean defined) {
        Set<String> names = new HashSet<>();
        int table = at(SYMBOLS);
        int count = table < 0 ? 0 : symbolCount();
        for (int i = 1; i < count; i++) {
            int symbol = table + i * SYMBOL_SIZE;
            if ((bytes.getShort(symbol + 6) != 0) == defined) {
                names.add(string(Integer.toUnsignedLong(bytes.getInt(symbol))));
            }
        }
        return names;
    }

    /** The symbol table does not tell its length: the hash tables do. */
    private int symbolCount() {
        int hash = at(HASH);
        if (hash >= 0) {
            return bytes.getInt(hash + 4);
        }
        int gnu = at(GNU_HASH);
        if (gnu < 0) {
            return 0;
        }
        int buckets = bytes.getInt(gnu);
        int firstHashed = bytes.getInt(gnu + 4);
        int bucketTable = gnu + 16 + 8 * bytes.getInt(gnu + 8);
        int chains = bucketTable + 4 * buckets;
        int last = 0;
        for (int i = 0; i < buckets; i++) {
            last = Math.max(last, bytes.getInt(bucketTable + 4 * i));
        }
        if (last < firstHashed) {
            return firstHashed;
        }
        while ((bytes.getInt(chains + 4 * (last - firstHashed)) & 1) == 0) {
            last++;
        }
        return last + 1;
    }
}

package io.github.autograd4j.cuda.driver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Gives a library another name where a shared object needs it: as needed library, and as the version of the symbols
 * that it wants from it. JCuda's natives, linked against CUDA 12, load and work with CUDA 13 after that, since all symbols that they
 * need are there under the same names.
 */
final class ElfRetarget {
    private final byte[] bytes;
    private final ByteBuffer buffer;
    private final ElfImage image;
    private final String from;
    private final String to;
    private int changes;

    private ElfRetarget(byte[] bytes, String from, String to) throws IOException {
        this.bytes = bytes;
        this.buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.image = ElfImage.of(bytes.clone());
        this.from = from;
        this.to = to;
    }

    /**
     * Renames a library inside a shared object.
     *
     * @param bytes the object; left as it is
     * @param from the name, for example {@code libcublas.so.12}
     * @param to the other name, as long as the first: strings are overwritten in place
     * @return the changed object
     * @throws IOException if it is no shared object, or does not name the library
     */
    static byte[] rename(byte[] bytes, String from, String to) throws IOException {
        if (from.length() != to.length()) {
            throw new IllegalArgumentException("names differ in length: " + from + ", " + to);
        }
        ElfRetarget retarget = new ElfRetarget(bytes.clone(), from, to);
        retarget.rename();
        if (retarget.changes == 0) {
            throw new IOException("it does not name " + from);
        }
        return retarget.bytes;
    }

    private void rename() {
        image.values(ElfImage.NEEDED).forEach(this::renameString);
        // Elf64_Verneed: file at 4, first vernaux at 8, next at 12; Elf64_Vernaux: hash at 0, name at 8, next at 12.
        int need = image.at(ElfImage.VERSION_NEEDS);
        for (long left =
                        need < 0 ? 0 : image.values(ElfImage.VERSION_NEED_COUNT).get(0);
                left > 0;
                left--) {
            renameString(buffer.getInt(need + 4));
            int version = need + buffer.getInt(need + 8);
            for (int more = buffer.getShort(need + 2); more > 0; more--) {
                renameVersion(version, buffer.getInt(version + 8));
                version += buffer.getInt(version + 12);
            }
            need += buffer.getInt(need + 12);
        }
    }

    /** Compares with the names as they were: strings are shared, and the first renaming has changed this one. */
    private boolean named(long string) {
        return image.string(string).equals(from);
    }

    private void renameString(long string) {
        if (named(string)) {
            byte[] text = to.getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(text, 0, bytes, image.stringOffset(string), text.length);
            changes++;
        }
    }

    private void renameVersion(int hashAt, long string) {
        if (named(string)) {
            buffer.putInt(hashAt, hash(to));
            renameString(string);
        }
    }

    /** The hash of version names, as the System V ABI defines it. */
    static int hash(String name) {
        int hash = 0;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash << 4) + name.charAt(i);
            int top = hash & 0xf0000000;
            hash = (hash ^ top >>> 24) & ~top;
        }
        return hash;
    }
}

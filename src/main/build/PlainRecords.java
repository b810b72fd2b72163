import groovyjarjarasm.asm.ClassReader;
import groovyjarjarasm.asm.ClassVisitor;
import groovyjarjarasm.asm.ClassWriter;
import groovyjarjarasm.asm.Handle;
import groovyjarjarasm.asm.Label;
import groovyjarjarasm.asm.MethodVisitor;
import groovyjarjarasm.asm.Opcodes;
import groovyjarjarasm.asm.RecordComponentVisitor;
import groovyjarjarasm.asm.Type;
import groovyjarjarasm.asm.commons.GeneratorAdapter;
import groovyjarjarasm.asm.commons.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Gives the records of compiled classes a {@code hashCode}, {@code equals} and {@code toString} of plain code, of the very same meaning.
 * Those of javac are put together by {@link java.lang.runtime.ObjectMethods} at the first call of each, which takes a millisecond or two; a
 * preview calls those of some fifty records, and spent a tenth of its time on that. The build runs this on {@code target/classes}, by the
 * launcher of source files (JEP 330), with Groovy's own copy of ASM; what was done stays as it is when it runs again.
 */
public final class PlainRecords {

    private PlainRecords() {}

    /** A component of a record. */
    private record Component(String name, Type type) {}

    /** The folder of the classes is the only argument. */
    public static void main(String[] arguments) throws IOException {
        List<Path> classes;
        try (Stream<Path> files = Files.walk(Path.of(arguments[0]))) {
            classes = files.filter(file -> file.toString().endsWith(".class")).toList();
        }
        for (Path file : classes) {
            ClassReader reader = new ClassReader(Files.readAllBytes(file));
            if ("java/lang/Record".equals(reader.getSuperName())) {
                ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
                Plain plain = new Plain(writer, Type.getObjectType(reader.getClassName()));
                reader.accept(plain, 0);
                if (plain.replaced) {
                    Files.write(file, writer.toByteArray());
                }
            }
        }
    }

    /** Copies a record's class, but for the methods that would be put together later. */
    private static final class Plain extends ClassVisitor {

        private final Type record;
        private final List<Component> components = new ArrayList<>();
        private boolean replaced;

        Plain(ClassVisitor next, Type record) {
            super(Opcodes.ASM9, next);
            this.record = record;
        }

        @Override
        public RecordComponentVisitor visitRecordComponent(String name, String descriptor, String signature) {
            components.add(new Component(name, Type.getType(descriptor)));
            return super.visitRecordComponent(name, descriptor, signature);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
            MethodVisitor copy = super.visitMethod(access, name, descriptor, signature, thrown);
            return new MethodVisitor(Opcodes.ASM9, copy) {

                @Override
                public void visitInvokeDynamicInsn(String called, String type, Handle by, Object... given) {
                    if (by.getOwner().equals("java/lang/runtime/ObjectMethods")) {
                        replaced = true;
                        // what it would take is on the stack; a return stands behind it
                        visitInsn(called.equals("equals") ? Opcodes.POP2 : Opcodes.POP);
                        write(called, new GeneratorAdapter(copy, access, name, descriptor), copy);
                        return;
                    }
                    super.visitInvokeDynamicInsn(called, type, by, given);
                }
            };
        }

        private void write(String called, GeneratorAdapter code, MethodVisitor copy) {
            switch (called) {
                case "hashCode" -> hash(code);
                case "equals" -> equal(code, copy);
                default -> text(code);
            }
        }

        private void hash(GeneratorAdapter code) {
            code.push(0);
            for (Component each : components) {
                code.push(31);
                code.math(GeneratorAdapter.MUL, Type.INT_TYPE);
                load(code, each);
                if (primitive(each)) {
                    code.invokeStatic(boxed(each), new Method("hashCode", Type.INT_TYPE, new Type[] {each.type()}));
                } else {
                    code.invokeStatic(Type.getType(Objects.class), Method.getMethod("int hashCode(Object)"));
                }
                code.math(GeneratorAdapter.ADD, Type.INT_TYPE);
            }
        }

        private void equal(GeneratorAdapter code, MethodVisitor copy) {
            Label differs = code.newLabel();
            Label end = code.newLabel();
            code.loadArg(0);
            code.instanceOf(record);
            code.ifZCmp(GeneratorAdapter.EQ, differs);
            for (Component each : components) {
                load(code, each);
                code.loadArg(0);
                code.checkCast(record);
                code.getField(record, each.name(), each.type());
                if (each.type().equals(Type.FLOAT_TYPE) || each.type().equals(Type.DOUBLE_TYPE)) {
                    code.invokeStatic(
                            boxed(each), new Method("compare", Type.INT_TYPE, new Type[] {each.type(), each.type()}));
                    code.ifZCmp(GeneratorAdapter.NE, differs);
                } else if (primitive(each)) {
                    code.ifCmp(each.type(), GeneratorAdapter.NE, differs);
                } else {
                    code.invokeStatic(Type.getType(Objects.class), Method.getMethod("boolean equals(Object, Object)"));
                    code.ifZCmp(GeneratorAdapter.EQ, differs);
                }
            }
            code.push(true);
            code.goTo(end);
            code.mark(differs);
            copy.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            code.push(false);
            code.mark(end);
            copy.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {Opcodes.INTEGER});
        }

        private void text(GeneratorAdapter code) {
            Type builder = Type.getType(StringBuilder.class);
            code.newInstance(builder);
            code.dup();
            String name = record.getInternalName();
            code.push(name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('$')) + 1) + "[");
            code.invokeConstructor(builder, Method.getMethod("void <init>(String)"));
            String before = "";
            for (Component each : components) {
                code.push(before + each.name() + "=");
                code.invokeVirtual(builder, Method.getMethod("StringBuilder append(String)"));
                load(code, each);
                Type type = primitive(each) ? each.type() : Type.getType(Object.class);
                code.invokeStatic(
                        Type.getType(String.class),
                        new Method("valueOf", Type.getType(String.class), new Type[] {widened(type)}));
                code.invokeVirtual(builder, Method.getMethod("StringBuilder append(String)"));
                before = ", ";
            }
            code.push("]");
            code.invokeVirtual(builder, Method.getMethod("StringBuilder append(String)"));
            code.invokeVirtual(builder, Method.getMethod("String toString()"));
        }

        private static Type widened(Type type) {
            return type.equals(Type.BYTE_TYPE) || type.equals(Type.SHORT_TYPE) ? Type.INT_TYPE : type;
        }

        private void load(GeneratorAdapter code, Component each) {
            code.loadThis();
            code.getField(record, each.name(), each.type());
        }

        private static boolean primitive(Component each) {
            return each.type().getSort() < Type.ARRAY;
        }

        private static Type boxed(Component each) {
            return switch (each.type().getSort()) {
                case Type.BOOLEAN -> Type.getType(Boolean.class);
                case Type.CHAR -> Type.getType(Character.class);
                case Type.BYTE -> Type.getType(Byte.class);
                case Type.SHORT -> Type.getType(Short.class);
                case Type.INT -> Type.getType(Integer.class);
                case Type.FLOAT -> Type.getType(Float.class);
                case Type.LONG -> Type.getType(Long.class);
                default -> Type.getType(Double.class);
            };
        }
    }
}

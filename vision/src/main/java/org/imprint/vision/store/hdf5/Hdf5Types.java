package org.imprint.vision.store.hdf5;

import io.jhdf.object.datatype.BitField;
import io.jhdf.object.datatype.CompoundDataType;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import java.util.Locale;

/** What types of elements are called in messages. */
final class Hdf5Types {

    private Hdf5Types() {}

    /** Returns the name of a type in the plural, such as {@code integers of 4 bytes}. */
    static String name(DataType type) {
        String size = " of " + type.getSize() + " bytes";
        if (type instanceof FixedPoint) {
            return "integers" + size;
        }
        if (type instanceof FloatingPoint) {
            return "floating-point numbers" + size;
        }
        if (isText(type)) {
            return "strings";
        }
        if (type instanceof EnumDataType) {
            return "an enumeration" + size;
        }
        if (type instanceof BitField) {
            return "bit fields" + size;
        }
        if (type instanceof CompoundDataType) {
            return "compounds" + size;
        }
        return type.getClass().getSimpleName().replace("DataType", "").toLowerCase(Locale.ROOT) + size;
    }

    /** Returns whether a type is that of strings, of fixed length or not. */
    static boolean isText(DataType type) {
        return type instanceof StringData || type instanceof VariableLength v && v.isVariableLengthString();
    }
}

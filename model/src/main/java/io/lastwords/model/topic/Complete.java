package io.lastwords.model.topic;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.lastwords.model.journal.JournalEvent;
import io.lastwords.model.journal.Origin;
import java.lang.reflect.Executable;
import org.jspecify.annotations.Nullable;

/**
 * What the journal's records do not call nullable is there once they are read: an absent text is empty, and an event
 * without its origin or its time is refused. Else it would be found out in the middle of a step, with half of it done.
 */
final class Complete extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public JsonSetter.Value findSetterInfo(Annotated property) {
        JsonSetter.Value info = super.findSetterInfo(property);
        return property instanceof AnnotatedParameter parameter && needed(parameter)
                ? info.withValueNulls(parameter.getRawType() == String.class ? Nulls.AS_EMPTY : Nulls.FAIL)
                : info;
    }

    private static boolean needed(AnnotatedParameter parameter) {
        return parameter.getDeclaringClass().getPackageName().equals(JournalEvent.class.getPackageName())
                && !parameter.getDeclaringClass().equals(Origin.class) // which says itself what it cannot do without
                && !parameter.getRawType().isPrimitive()
                && parameter.getOwner().getAnnotated() instanceof Executable made
                && !made.getAnnotatedParameterTypes()[parameter.getIndex()].isAnnotationPresent(Nullable.class);
    }
}

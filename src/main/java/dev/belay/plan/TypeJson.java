package dev.belay.plan;

import dev.belay.expr.Type;
import java.util.Map;

/**
 * Types as JSON: {@code "path"}, {@code {"list": "text"}}, {@code {"resource": "database"}}, {@code {"one of": ["zstd", "none"]}}.
 */
final class TypeJson {

    private TypeJson() {}

    static Json write(Type type) {
        if (type instanceof Type.Plain plain) {
            return Json.of(plain);
        } else if (type instanceof Type.ListOf list) {
            return ValueJson.mark("list", write(list.item()));
        } else if (type instanceof Type.MapOf map) {
            return ValueJson.mark("map", write(map.value()));
        } else if (type instanceof Type.Resource resource) {
            return ValueJson.mark("resource", new Json.Text(resource.kind()));
        } else if (type instanceof Type.OneOf words) {
            return ValueJson.mark("one of", Json.of(words.words(), Json.Text::new));
        } else if (type instanceof Type.AnyOf types) {
            return ValueJson.mark("any of", Json.of(types.types(), TypeJson::write));
        } else if (type instanceof Type.FunctionOr function) {
            return ValueJson.mark("function or", write(function.value()));
        }
        return new Json.Text("secret");
    }

    static Type read(Json json) {
        if (json instanceof Json.Text text) {
            return text.text().equals("secret") ? Type.SECRET : Json.word(json, Type.Plain.class);
        }
        Json.Fields fields = Json.fields(json);
        if (fields.fields().size() != 1) {
            throw new Json.Misfit("a type was expected");
        }
        Map.Entry<String, Json> only = fields.fields().entrySet().iterator().next();
        Json inner = only.getValue();
        return switch (only.getKey()) {
            case "list" -> new Type.ListOf(read(inner));
            case "map" -> new Type.MapOf(read(inner));
            case "resource" -> new Type.Resource(Json.text(inner));
            case "one of" -> new Type.OneOf(Json.items(inner, Json::text));
            case "any of" -> new Type.AnyOf(Json.items(inner, TypeJson::read));
            case "function or" -> new Type.FunctionOr(read(inner));
            default -> throw new Json.Misfit("'" + only.getKey() + "' is no type");
        };
    }
}

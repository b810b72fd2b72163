package dev.belay.drivers.packages;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** The scripts of a package.json that its package managers run when they install. */
final class NodeScripts {

    private static final List<String> RUN = List.of(
            "preinstall",
            "install",
            "postinstall",
            "prepublish",
            "preprepare",
            "prepare",
            "postprepare",
            "dependencies");

    private NodeScripts() {}

    /** True where there is one. */
    static boolean of(Installer.Texts folder) {
        JsonNode scripts = folder.text("package.json")
                .map(text -> LockText.json("package.json", text))
                .map(node -> node.path("scripts"))
                .orElse(LockText.nothing());
        return RUN.stream().anyMatch(scripts::has);
    }
}

using System.Collections.Immutable;
using ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Manifests;

/// <summary>The versions that a script gives projects or variables, by its words alone.</summary>
internal static class ScriptVersions
{
    private const int Direct = 1;
    private const int Variable = 10;

    public static IEnumerable<VersionPlace> Of(ScriptFile script, string artifact) => In(script.Nodes, artifact, isOwn: false);

    private static IEnumerable<VersionPlace> In(ImmutableArray<ScriptNode> nodes, string artifact, bool isOwn)
    {
        foreach (var statement in ScriptStatements.Of(nodes))
        {
            var own = isOwn || Names(statement, artifact);
            foreach (var place in Places(statement, artifact, own))
            {
                yield return place;
            }

            foreach (var block in statement.Where(n => n.Is(ScriptNodeKind.Braces)).Where(_ => !IsForeign(statement[0])))
            {
                foreach (var place in In(ScriptClosure.Of(block).Body, artifact, own))
                {
                    yield return place;
                }
            }
        }
    }

    /// <summary>Versions of plugins, of what the build uses, and of tasks are not those of projects.</summary>
    private static bool IsForeign(ScriptNode head) => head.Kind == ScriptNodeKind.Name && head.Text is "plugins" or "pluginManagement" or "dependencies" or "tasks" or "task" or "repositories" or "configurations" or "java" or "kotlin" or "android";

    /// <summary>Whether a statement is about the project of that name, <c>project(':x') { }</c>.</summary>
    private static bool Names(ScriptNode[] statement, string artifact) =>
        statement is [{ Kind: ScriptNodeKind.Name, Text: "project" }, var path, ..] &&
        (path.Is(ScriptNodeKind.Text) ? path : path.Children.FirstOrDefault(c => c.Is(ScriptNodeKind.Text))) is { } text &&
        VersionPlaces.Letters(text.Text[(text.Text.LastIndexOf(':') + 1)..]) == artifact;

    private static IEnumerable<VersionPlace> Places(ScriptNode[] statement, string artifact, bool isOwn)
    {
        // coordinates("group", "artifact", "1.0")
        for (var i = 0; i + 1 < statement.Length; i++)
        {
            if (statement[i].IsName("coordinates") && statement[i + 1].Is(ScriptNodeKind.Parentheses) &&
                statement[i + 1].Children.LastOrDefault(n => n.Is(ScriptNodeKind.Text)) is { IsPlain: true } last)
            {
                yield return new VersionPlace(last.Text, last.Span, Direct);
            }
        }

        var assigned = AssignmentOfVersion(statement);
        for (var i = 1; i < statement.Length; i++)
        {
            if (assigned > 0 && i > assigned + 1 && statement[i] is { Kind: ScriptNodeKind.Text, IsPlain: true } other)
            {
                // version = findProperty("version") ?: "1.0"
                yield return new VersionPlace(other.Text, other.Span, isOwn ? 0 : Direct);
            }

            if (statement[i] is { Kind: ScriptNodeKind.Text, IsPlain: true } text && NameBefore(statement, i) is { } name)
            {
                var rank = name is "version" or "setVersion" && i <= 4 ? isOwn ? 0 : Direct : Variable + VersionPlaces.RankOf(name, artifact);
                yield return new VersionPlace(text.Text, text.Span, rank);
            }

            if (statement[i].Is(ScriptNodeKind.Parentheses) && statement[i - 1].Kind == ScriptNodeKind.Name && statement[i - 1].Text is "version" or "setVersion" && i <= 3 &&
                statement[i].Children is [{ Kind: ScriptNodeKind.Text, IsPlain: true } only])
            {
                yield return new VersionPlace(only.Text, only.Span, isOwn ? 0 : Direct);
            }

            // set("acmeVersion", "1.0")
            if (statement[i - 1].IsName("set") && statement[i].Is(ScriptNodeKind.Parentheses) && statement[i].Children is [{ Kind: ScriptNodeKind.Text } key, _, { Kind: ScriptNodeKind.Text, IsPlain: true } value])
            {
                yield return new VersionPlace(value.Text, value.Span, Variable + VersionPlaces.RankOf(key.Text, artifact));
            }
        }
    }

    /// <summary>Where a statement gives a project its version; 0 when it does not.</summary>
    private static int AssignmentOfVersion(ScriptNode[] statement)
    {
        for (var i = 1; i < Math.Min(statement.Length, 6); i++)
        {
            if (statement[i].IsSymbol("="))
            {
                return statement[i - 1].IsName("version") && (i == 1 || statement[i - 2].IsSymbol(".")) ? i : 0;
            }
        }

        return 0;
    }

    /// <summary>The name to which the text is given, in <c>x = 't'</c>, <c>ext['x'] = 't'</c>, <c>val x: String = "t"</c> and <c>version 't'</c>.</summary>
    private static string? NameBefore(ScriptNode[] statement, int text)
    {
        if (statement[text - 1].IsName("version"))
        {
            // In 'id "x" version "1"' it is the version of a plugin.
            return text == 1 || statement[text - 2].IsSymbol(".") ? "version" : null;
        }

        if (!statement[text - 1].IsSymbol("=") || text < 2)
        {
            return null;
        }

        var before = statement[text - 2];
        if (before.Is(ScriptNodeKind.Brackets))
        {
            return before.Children is [{ Kind: ScriptNodeKind.Text } key] ? key.Text : null;
        }

        // The type of a variable stands between it and the sign.
        return text >= 4 && statement[text - 3].IsSymbol(":") ? statement[text - 4].Text : before.Kind == ScriptNodeKind.Name ? before.Text : null;
    }
}

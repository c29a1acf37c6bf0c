using System.Collections.Immutable;
using ReleaseKit.Core.Json;

namespace ReleaseKit.Engine.Ecosystems.Npm;

/// <summary>How Node.js gets at an installed package's main module, if it has one that Node.js can load.</summary>
/// <param name="Loading">How to load it.</param>
/// <param name="Reason">Why there is nothing to load, in words for people; null when there is.</param>
internal readonly record struct InstalledEntry(EntryLoading Loading, string? Reason)
{
    private static readonly ImmutableArray<string> ImportConditions = ["node", "import", "module-sync", "node-addons", "default"];
    private static readonly ImmutableArray<string> RequireConditions = ["node", "require", "module-sync", "node-addons", "default"];
    private static readonly ImmutableArray<string> ImplicitEntries = ["index.js", "index.json", "index.node"];
    private static readonly ImmutableArray<string> RequiredOnly = [".json", ".node"];
    private static readonly ImmutableArray<string> Foreign =
        [".css", ".scss", ".sass", ".less", ".styl", ".html", ".svg", ".ts", ".mts", ".cts", ".tsx", ".jsx", ".vue", ".svelte", ".wasm", ".md"];


    /// <summary>Decides by the manifest's <c>exports</c>, then <c>main</c>, then the file Node.js falls back to.</summary>
    public static InstalledEntry Find(JsonObjectSyntax manifest, string directory)
    {
        if (manifest["exports"] is { } exports and not JsonLiteralSyntax { Value: null })
        {
            return Target(exports, ImportConditions) is { } imported ? Of(imported, EntryLoading.Import)
                : Target(exports, RequireConditions) is { } required ? Of(required, EntryLoading.Require)
                : Nothing("its exports name no main module for Node.js");
        }

        if (manifest.FindString("main")?.Value is { Length: > 0 } main)
        {
            return Of(main, EntryLoading.Import);
        }

        return ImplicitEntries.FirstOrDefault(name => File.Exists(Path.Combine(directory, name))) is { } implied
            ? Of(implied, EntryLoading.Import)
            : Nothing("it names no main module");
    }

    private static InstalledEntry Of(string target, EntryLoading loading)
    {
        var extension = Path.GetExtension(target).ToLowerInvariant();
        return Foreign.Contains(extension)
            ? Nothing($"its main file {Path.GetFileName(target)} is not for Node.js")
            : new InstalledEntry(RequiredOnly.Contains(extension) ? EntryLoading.Require : loading, null);
    }

    private static InstalledEntry Nothing(string reason) => new(EntryLoading.Nothing, reason);

    /// <summary>The target of the package itself, by Node.js's own algorithm; null when the conditions give none.</summary>
    private static string? Target(JsonValueSyntax exports, ImmutableArray<string> conditions) => exports switch
    {
        JsonStringSyntax target => target.Value,
        JsonArraySyntax fallbacks => fallbacks.Items.Select(item => Target(item, conditions)).FirstOrDefault(target => target is not null),
        JsonObjectSyntax paths when paths.Members.Any(m => m.Name.StartsWith('.')) => paths["."] is { } own ? Target(own, conditions) : null,
        JsonObjectSyntax choices => choices.Members.Where(m => conditions.Contains(m.Name))
            .Select(m => Target(m.Value, conditions)).FirstOrDefault(target => target is not null),
        _ => null,
    };
}

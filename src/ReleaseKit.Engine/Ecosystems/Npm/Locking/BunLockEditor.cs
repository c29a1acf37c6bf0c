using System.Collections.Immutable;
using ReleaseKit.Core.Json;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Npm.Discovery;

namespace ReleaseKit.Engine.Ecosystems.Npm.Locking;

/// <summary>Splices a <c>bun.lock</c>: versions and ranges of members under <c>workspaces</c>, and their ranges where older ones repeat them under <c>packages</c>.</summary>
internal static class BunLockEditor
{
    /// <exception cref="ReleaseKit.Core.Diagnostics.ReleaseException"><c>RK-MANIFEST-SYNTAX</c>.</exception>
    public static ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes)
    {
        if (JsonDocumentSyntax.Parse(file, JsonSyntaxOptions.Lenient).Root is not JsonObjectSyntax root)
        {
            return [];
        }

        var members = (root.FindObject("workspaces")?.Members ?? []).Select(m => m.Value).OfType<JsonObjectSyntax>()
            .ToLookup(m => m.FindString("name")?.Value ?? "", StringComparer.Ordinal);
        var packages = root.FindObject("packages");
        var edits = new LockEdits();
        foreach (var change in changes)
        {
            switch (change)
            {
                case LockChange version:
                    foreach (var written in members[version.Package.Name].Select(m => m.FindString("version")).OfType<JsonStringSyntax>())
                    {
                        edits.Add(JsonEditing.Replace(written, version.To));
                    }

                    break;
                case LockRangeChange range:
                    foreach (var entry in members[range.Package.Name].Concat(Repeated(packages, range.Package.Name)))
                    {
                        LockRanges.Edit(entry.FindObject(PackageManifest.Blocks.FirstOrDefault(b => b.Kind == range.Kind).Block ?? "dependencies"), range, edits);
                    }

                    break;
            }
        }

        return edits.Build();
    }

    /// <summary><c>"name": ["name@workspace:folder", { "dependencies": … }]</c>.</summary>
    private static IEnumerable<JsonObjectSyntax> Repeated(JsonObjectSyntax? packages, string name) =>
        packages?[name] is JsonArraySyntax { Items: [JsonStringSyntax resolution, JsonObjectSyntax entry, ..] } && resolution.Value.StartsWith($"{name}@workspace:", StringComparison.Ordinal)
            ? [entry]
            : [];
}

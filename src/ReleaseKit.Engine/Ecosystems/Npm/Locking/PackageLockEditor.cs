using System.Collections.Immutable;
using ReleaseKit.Core.Json;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Npm.Discovery;

namespace ReleaseKit.Engine.Ecosystems.Npm.Locking;

/// <summary>
/// Splices a <c>package-lock.json</c> or <c>npm-shrinkwrap.json</c> of npm 7 and later: the version and the ranges of members, which it
/// repeats by folder, and in version 2 once more by name. One of npm 6 knows the root alone.
/// </summary>
internal static class PackageLockEditor
{
    private const string Modules = "node_modules/";

    /// <exception cref="ReleaseKit.Core.Diagnostics.ReleaseException"><c>RK-MANIFEST-SYNTAX</c>.</exception>
    public static ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes)
    {
        if (JsonDocumentSyntax.Parse(file).Root is not JsonObjectSyntax root)
        {
            return [];
        }

        var members = Members(root);
        var linked = root.FindObject("dependencies");
        var edits = new LockEdits();
        foreach (var change in changes)
        {
            switch (change)
            {
                case LockChange version:
                    EditVersion(root, members[version.Package.Name], version, edits);
                    break;
                case LockRangeChange range:
                    foreach (var block in members[range.Package.Name].Select(m => m.FindObject(BlockOf(range))))
                    {
                        LockRanges.Edit(block, range, edits);
                    }

                    EditLinked(linked, range, edits);
                    break;
            }
        }

        return edits.Build();
    }

    private static void EditVersion(JsonObjectSyntax root, IEnumerable<JsonObjectSyntax> members, LockChange change, LockEdits edits)
    {
        var own = root.FindString("name")?.Value == change.Package.Name && root["version"] is not null ? [root] : Array.Empty<JsonObjectSyntax>();
        foreach (var version in members.Concat(own).Select(m => m.FindString("version")).OfType<JsonStringSyntax>())
        {
            edits.Add(JsonEditing.Replace(version, change.To));
        }
    }

    /// <summary>What npm 6 would read of version 2: members are packages from a folder, which require in whichever range.</summary>
    private static void EditLinked(JsonObjectSyntax? linked, LockRangeChange change, LockEdits edits)
    {
        if (linked?[change.Package.Name] is JsonObjectSyntax entry && entry.FindString("version")?.Value.StartsWith("file:", StringComparison.Ordinal) == true)
        {
            LockRanges.Edit(entry.FindObject("requires"), change, edits);
        }
    }

    /// <summary>By name, the entries of folders that are not installed packages.</summary>
    private static ILookup<string, JsonObjectSyntax> Members(JsonObjectSyntax root)
    {
        var packages = root.FindObject("packages")?.Members ?? [];
        return packages.Where(m => m.Value is JsonObjectSyntax && !IsInstalled(m.Name))
            .Select(m => (Folder: m.Name, Entry: (JsonObjectSyntax)m.Value))
            .ToLookup(m => m.Entry.FindString("name")?.Value ?? (m.Folder.Length == 0 ? root.FindString("name")?.Value : null) ?? NameOf(m.Folder), m => m.Entry, StringComparer.Ordinal);
    }

    internal static bool IsInstalled(string folder) =>
        folder.StartsWith(Modules, StringComparison.Ordinal) || folder.Contains("/" + Modules, StringComparison.Ordinal);

    /// <summary>A name that npm does not write: that of the folder, the one around it included where it is a scope.</summary>
    private static string NameOf(string folder)
    {
        var segments = folder.Split('/');
        return segments is [.., ['@', ..] scope, var name] ? $"{scope}/{name}" : segments[^1];
    }

    private static string BlockOf(LockRangeChange change) => PackageManifest.Blocks.FirstOrDefault(b => b.Kind == change.Kind).Block ?? "dependencies";
}

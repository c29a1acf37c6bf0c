using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Python.Projects;

namespace ReleaseKit.Engine.Ecosystems.Python.Locking;

/// <summary>
/// Splices the versions of the repository's own projects into a <c>uv.lock</c> or a <c>poetry.lock</c>: in their entries, which come
/// from a folder, and where uv names them with their version because an index has a project of the same name. What these files
/// say of ranges on siblings has no range. A project whose version is made by its build has none there.
/// </summary>
internal static class PythonLock
{
    public const string UvFile = "uv.lock";
    public const string PoetryFile = "poetry.lock";
    private static readonly string[] Folders = ["editable", "virtual", "directory"];
    private static readonly string[] Groups = ["optional-dependencies", "dev-dependencies"];

    public static bool Is(RelativePath file) => file.FileName is UvFile or PoetryFile;

    /// <exception cref="ReleaseKit.Core.Diagnostics.ReleaseException"><c>RK-MANIFEST-SYNTAX</c>.</exception>
    public static ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes)
    {
        var entries = Entries(TomlDocument.Parse(file).Root);
        var own = entries.Where(IsOwn).ToLookup(NameOf, StringComparer.Ordinal);
        var references = new Lazy<ILookup<string, TomlTable>>(() => entries.SelectMany(References).Where(r => r["version"] is not null && IsOwn(r)).ToLookup(NameOf, StringComparer.Ordinal));
        var edits = ImmutableArray.CreateBuilder<TextEdit>();
        foreach (var change in changes.OfType<LockChange>().DistinctBy(c => c.Package))
        {
            var to = Normalize(change.To);
            edits.AddRange(own[change.Package.Name].Concat(references.Value[change.Package.Name])
                .Select(entry => entry.FindString("version")).OfType<TomlString>().Where(version => Normalize(version.Value) != to)
                .Select(version => TomlEditing.Replace(version, to, file)));
        }

        return edits.ToImmutable();
    }

    /// <summary>The tables of <c>[[package]]</c>.</summary>
    public static TomlTable[] Entries(TomlTable root) => root.FindArray("package")?.Items.OfType<TomlTable>().ToArray() ?? [];

    /// <summary>Whether an entry comes from a folder.</summary>
    public static bool IsOwn(TomlTable entry) => entry.FindTable("source") is { } source &&
        (Array.Exists(Folders, key => source[key] is not null) || source.FindString("type")?.Value == "directory");

    /// <summary>The name in its normal form.</summary>
    public static string NameOf(TomlTable entry) => DistributionName.Normalize(entry.FindString("name")?.Value ?? "");

    /// <summary>The version as uv writes it.</summary>
    public static string Normalize(string version) => Pep440Version.TryParse(version, out var parsed) ? parsed.ToString() : version;

    private static IEnumerable<TomlTable> References(TomlTable entry) =>
        new[] { entry.FindArray("dependencies") }
            .Concat(Groups.SelectMany(key => entry.FindTable(key)?.Entries ?? []).Select(group => group.Value as TomlArray))
            .SelectMany(list => list?.Items ?? []).OfType<TomlTable>();
}

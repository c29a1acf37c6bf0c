using System.Collections.Immutable;
using System.Text.Json;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Composition;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Edits;

/// <summary>
/// A folder <c>testassets/edits/FORMAT/CASE</c>: the file <c>in</c>, what the changes of <c>edit.json</c> make of it, <c>out</c>,
/// byte for byte. No tool wrote <c>out</c>: it is <c>in</c> with other values in the places asked for.
/// </summary>
internal sealed class EditCase
{
    private static readonly EcosystemCatalog Ecosystems =
        StandardEcosystems.Create(new EcosystemServices(new ProcessRunner(new ProcessEnvironment()), new HttpClient(), new ProcessEnvironment(), TimeProvider.System));

    private readonly string _folder;
    private readonly RelativePath _file;
    private readonly string _ecosystem;

    public EditCase(string format, string name)
    {
        _folder = TestAssets.PathOf("edits", format, name);
        using var edit = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, "edit.json")));
        _file = RelativePath.Parse(edit.RootElement.GetProperty("file").GetString()!);
        _ecosystem = edit.RootElement.GetProperty("ecosystem").GetString()!;
        Changes = [.. edit.RootElement.GetProperty("changes").EnumerateArray().Select(Change)];
    }

    public ImmutableArray<ManifestChange> Changes { get; }

    public byte[] In => File.ReadAllBytes(Path.Combine(_folder, "in"));

    public byte[] Out => File.ReadAllBytes(Path.Combine(_folder, "out"));

    /// <summary>Every case, as format and name.</summary>
    public static IEnumerable<(string Format, string Name)> All() =>
        Directory.EnumerateDirectories(TestAssets.PathOf("edits")).Order(StringComparer.Ordinal)
            .SelectMany(format => Directory.EnumerateDirectories(format).Order(StringComparer.Ordinal).Select(name => (Path.GetFileName(format), Path.GetFileName(name))));

    /// <summary>The bytes after changes.</summary>
    public byte[] Apply(byte[] bytes, IReadOnlyList<ManifestChange> changes)
    {
        var source = SourceText.Decode(_file.Value, bytes);
        return source.With(Ecosystems[_ecosystem].Workspace.Edit(source, changes)).Encode();
    }

    private ManifestChange Change(JsonElement change)
    {
        string Text(string key) => change.GetProperty(key).GetString()!;
        var package = new PackageId(_ecosystem, Text("package"));
        return Text("kind") switch
        {
            "version" => new VersionChange(_file, package, Text("from"), Text("to")),
            "lock" => new LockChange(_file, package, Text("from"), Text("to")),
            _ => new RangeChange(_file, package, new PackageId(_ecosystem, Text("dependency")), Enum.Parse<DependencyKind>(Text("edge")), Text("from"), Text("to")),
        };
    }
}

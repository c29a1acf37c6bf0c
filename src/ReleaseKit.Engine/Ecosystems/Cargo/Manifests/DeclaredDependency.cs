using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;

namespace ReleaseKit.Engine.Ecosystems.Cargo.Manifests;

/// <summary>One entry of a dependency table.</summary>
/// <param name="Entry">The entry; its key is the name that the code uses.</param>
/// <param name="Kind">What the dependency is for; null in <c>[workspace.dependencies]</c>, where the member decides.</param>
internal sealed record DeclaredDependency(TomlEntry Entry, DependencyKind? Kind)
{
    /// <summary>The entry as a table; null for a bare requirement.</summary>
    public TomlTable? Table => Entry.Value as TomlTable;

    /// <summary>The package's name: <c>package</c> when it is renamed, otherwise the key.</summary>
    public string Name => Table?.FindString("package")?.Value ?? Entry.Key;

    /// <summary>The version requirement; null when there is none.</summary>
    public TomlString? Version => Entry.Value as TomlString ?? Table?.FindString("version");

    /// <summary>The requirement as written; empty when there is none.</summary>
    public string Range => Version?.Value ?? "";

    /// <summary>The folder of a path dependency, as written; null for others.</summary>
    public TomlString? LocalPath => Table?.FindString("path");

    /// <summary>Whether it stands for the entry of the same key in the workspace root.</summary>
    public bool IsInherited => CargoManifest.IsInherited(Entry.Value);

    /// <summary>Whether it need not be there.</summary>
    public bool IsOptional => Table?.FindBoolean("optional")?.Value == true;

    /// <summary>Where the requirement stands, or the entry when it has none.</summary>
    public TextSpan Span => Version?.Span ?? Entry.KeySpan;
}

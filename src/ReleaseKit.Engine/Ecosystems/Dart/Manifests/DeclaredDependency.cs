using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Yaml;

namespace ReleaseKit.Engine.Ecosystems.Dart.Manifests;

/// <summary>One entry of <c>dependencies</c>, <c>dev_dependencies</c> or <c>dependency_overrides</c>.</summary>
/// <param name="Entry">The entry; its key is the package's name.</param>
/// <param name="Kind">What the dependency is for.</param>
internal sealed record DeclaredDependency(YamlEntrySyntax Entry, DependencyKind Kind)
{
    /// <summary>With what <see cref="PathMarker"/> begins, and no constraint does.</summary>
    public const string Marker = "path:";

    public string Name => Entry.Key;

    public YamlMappingSyntax? Details => Entry.Value as YamlMappingSyntax;

    public DependencyOrigin Origin =>
        Details is not { } details ? DependencyOrigin.Hosted
        : details["path"] is not null ? DependencyOrigin.Path
        : details["git"] is not null ? DependencyOrigin.Git
        : details["sdk"] is not null ? DependencyOrigin.Sdk
        : DependencyOrigin.Hosted;

    /// <summary>The constraint; null when none is written.</summary>
    public YamlScalarSyntax? Constraint =>
        Entry.Value is YamlScalarSyntax { IsNull: false } text ? text : Details?.FindScalar("version") is { IsNull: false } version ? version : null;

    /// <summary>The constraint as written; empty when there is none.</summary>
    public string Range => Constraint?.Value ?? "";

    /// <summary>The folder of a path dependency, as written; null for others.</summary>
    public string? LocalPath => Details?.FindScalar("path")?.Value;

    /// <summary>Stands for a path dependency where a constraint is expected; a change from it replaces the whole entry. Null for others.</summary>
    public string? PathMarker => LocalPath is { } path ? Marker + path : null;

    /// <summary>Where the constraint stands, or the entry when it has none.</summary>
    public TextSpan Span => Constraint?.Span ?? Entry.KeySpan;
}

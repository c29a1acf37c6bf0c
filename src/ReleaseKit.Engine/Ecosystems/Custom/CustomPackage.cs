using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning.Policies;

namespace ReleaseKit.Engine.Ecosystems.Custom;

/// <summary>A package that an item declares, read and checked.</summary>
public sealed record CustomPackage
{
    /// <summary>Its id, <c>custom:name</c>.</summary>
    public required PackageId Id { get; init; }

    /// <summary>Its folder.</summary>
    public required RelativePath Directory { get; init; }

    /// <summary>The project that declares it, when it lies at the workspace root; its folder otherwise.</summary>
    public required RelativePath DeclaredIn { get; init; }

    /// <summary>The version of a first release, where tags hold the version.</summary>
    public string? Version { get; init; }

    /// <summary>The file that holds the version; null where tags do.</summary>
    public RelativePath? VersionFile { get; init; }

    /// <summary>Where in that file the version stands.</summary>
    public VersionPattern VersionPattern { get; init; } = VersionPattern.Default;

    /// <summary>Ids or names of the packages that it needs.</summary>
    public ImmutableArray<string> DependsOn { get; init; } = [];

    /// <summary>What it needs them for.</summary>
    public DependencyKind DependsOnKind { get; init; } = DependencyKind.Runtime;

    /// <summary>What their releases do to it; null for the rules of the kind.</summary>
    public PropagationRule? DependsOnBump { get; init; }

    /// <summary>Label of its group; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>Executables that have to be there.</summary>
    public ImmutableArray<string> Tools { get; init; } = [];

    /// <summary>Builds the artifacts; null when there are none.</summary>
    public string? PackCommand { get; init; }

    /// <summary>Uploads; null when the tag is the publication.</summary>
    public string? PublishCommand { get; init; }

    /// <summary>Answers with exit code 0 when the version is there and with 1 when it is not.</summary>
    public string? ExistsCommand { get; init; }

    /// <summary>Uses what was published; null when nothing does.</summary>
    public string? VerifyCommand { get; init; }

    /// <summary>What people type to get it, shown after the release.</summary>
    public string? InstallCommand { get; init; }

    /// <summary>Name of the variable that holds the credential; null for none.</summary>
    public string? TokenVariable { get; init; }

    /// <summary>Whether its commands are run in rehearsals, which they then must not take for a release.</summary>
    public bool Rehearsable { get; init; }

    /// <summary>The versions of what it needs, an id, a blank and a version on each line; empty where it is not published now.</summary>
    public string DependencyVersions { get; init; } = "";

    /// <summary>Whether commands tell what is published; otherwise a folder of this build does.</summary>
    public bool AsksCommands(PackageContext package) => ExistsCommand is not null && (Rehearsable || !CustomEcosystem.IsRehearsed(package));
}

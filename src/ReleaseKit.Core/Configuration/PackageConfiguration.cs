using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Toml;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Configuration;

/// <summary>A package's own <c>releasekit.toml</c>. What is null is not said there.</summary>
public sealed record PackageConfiguration
{
    /// <summary>Nothing configured.</summary>
    public static PackageConfiguration Default { get; } = new();

    /// <summary>The label by which a release can be narrowed to some packages.</summary>
    public string? Group { get; init; }

    /// <summary>Whether the package is released, whatever its manifest says.</summary>
    public bool? Publishable { get; init; }

    /// <summary>Where the package is uploaded to: an address, or a name that the client's configuration files have.</summary>
    public string? Registry { get; init; }

    /// <summary>Where the package is installed from, when that is another place.</summary>
    public string? Index { get; init; }

    /// <summary>The variable with the credential for <see cref="Registry"/>.</summary>
    public string? TokenVariable { get; init; }

    /// <summary>The package's tag, instead of the workspace's format.</summary>
    public string? TagFormat { get; init; }

    /// <summary>Whether the package has a changelog, where the workspace writes any.</summary>
    public bool? Changelog { get; init; }

    /// <summary>Whether a breaking change of a 0.x version gives 1.0.0.</summary>
    public bool? MajorOnZero { get; init; }

    /// <summary>How releases of its dependencies reach the package, for the kinds that the file says something about.</summary>
    public ImmutableSortedDictionary<DependencyKind, PropagationRule> Propagation { get; init; } = ImmutableSortedDictionary<DependencyKind, PropagationRule>.Empty;

    /// <summary>By what the package's version grows, instead of the workspace's setting.</summary>
    public Versioning? Versioning { get; init; }

    /// <summary>Reads a package's file.</summary>
    /// <exception cref="ReleaseException">All of the file's problems: <c>RK-CONFIG-UNKNOWN-KEY</c>, <c>RK-CONFIG-INVALID-VALUE</c>.</exception>
    public static PackageConfiguration Parse(TomlDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var reader = new ConfigurationReader(document.Source);
        var result = reader.Read(document.Root, Default, PackageBindings.All, ConfigurationKeys.PropagationTable);
        result = result with { Propagation = PolicyTables.Propagation(reader, document.Root[ConfigurationKeys.PropagationTable]) };
        reader.ThrowIfProblems();
        return result;
    }
}

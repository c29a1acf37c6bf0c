using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Tags;
using ReleaseKit.Engine.Credentials;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Publishing;

/// <summary>Makes the contexts in which adapters see packages.</summary>
public sealed class PackageContextFactory
{
    private readonly IFileSystem _files;
    private readonly string _outputPath;
    private readonly CredentialSource _credentials;
    private readonly EcosystemCatalog _ecosystems;
    private readonly TargetResolver _targets;

    /// <summary>A factory for one run.</summary>
    public PackageContextFactory(IFileSystem files, string outputPath, CredentialSource credentials, EcosystemCatalog ecosystems, TargetResolver targets)
    {
        _files = files;
        _outputPath = outputPath;
        _credentials = credentials;
        _ecosystems = ecosystems;
        _targets = targets;
    }

    /// <summary>Where a package goes.</summary>
    public PublicationTarget Target(Package package) => _targets.Resolve(_ecosystems[package.Ecosystem], package);

    /// <summary>The context of a package that is released as <paramref name="version"/>.</summary>
    public PackageContext Create(Package package, string version)
    {
        var target = Target(package);
        return Create(
            _files, _outputPath, package.Id, version, package.Directory, package.Manifest,
            new RegistryEndpoint(target.Registry, target.Index, _credentials.Find(target.TokenVariables)) { Trust = target.Trust },
            _targets.Options(package.Ecosystem), 0) with { Tag = VersionTag(package, version), VersionTag = VersionTag(package, version) };
    }

    /// <summary>The tag of a package whose version no file holds, where its ecosystem prescribes its form; empty for others.</summary>
    public static string VersionTag(Package package, string version)
    {
        ArgumentNullException.ThrowIfNull(package);
        return package.Tagging?.Format is { } format ? TagFormat.Parse(format).Format(package, version) : "";
    }

    /// <summary>The folder with the artifacts of one version, and nothing else.</summary>
    public static string ArtifactsDirectory(string outputPath, PackageId id, string version) => Path.Combine(outputPath, "dist", SafeName.For(id), SafeName.ForVersion(version));

    /// <summary>The context made of parts, as a package's own project hands them over.</summary>
    public static PackageContext Create(
        IFileSystem files, string outputPath, PackageId id, string version, RelativePath directory, RelativePath manifest,
        RegistryEndpoint endpoint, IReadOnlyDictionary<string, string> options, long sourceDateEpoch)
    {
        var name = SafeName.For(id);
        return new PackageContext
        {
            Id = id,
            Version = version,
            WorkspaceRoot = files.Root,
            Directory = files.Absolute(directory),
            Manifest = files.Absolute(manifest),
            ArtifactsDirectory = ArtifactsDirectory(outputPath, id, version),
            ScratchDirectory = Path.Combine(outputPath, "scratch", name),
            LogDirectory = Path.Combine(outputPath, "logs", name),
            Endpoint = endpoint,
            SourceDateEpoch = sourceDateEpoch,
            Settings = options,
        };
    }
}

namespace ReleaseKit.Engine.Ecosystems.Maven.Clients;

/// <summary>Where a version lies in a repository's layout.</summary>
/// <param name="Group">The group, <c>org.acme</c>.</param>
/// <param name="Artifact">The artifact, <c>acme-core</c>.</param>
/// <param name="Version">The version.</param>
internal sealed record MavenCoordinate(string Group, string Artifact, string Version)
{
    public const string MetadataName = "maven-metadata.xml";

    /// <summary>What the names of all its files begin with.</summary>
    public string Stem => $"{Artifact}-{Version}";

    /// <summary>Name of its pom.</summary>
    public string PomName => Stem + ".pom";

    /// <summary>The folder of all versions.</summary>
    public string Module => $"{Group.Replace('.', '/')}/{Artifact}";

    /// <summary>The folder of the version.</summary>
    public string Folder => $"{Module}/{Version}";

    /// <summary>Path of the list of versions.</summary>
    public string Metadata => $"{Module}/{MetadataName}";

    /// <summary>That of a package whose name is <c>group:artifact</c>.</summary>
    public static MavenCoordinate Of(PackageContext package)
    {
        var colon = package.Id.Name.IndexOf(':', StringComparison.Ordinal);
        return new MavenCoordinate(package.Id.Name[..colon], package.Id.Name[(colon + 1)..], package.Version);
    }

    /// <summary>Path of one of its files.</summary>
    public string PathOf(string fileName) => $"{Folder}/{fileName}";
}

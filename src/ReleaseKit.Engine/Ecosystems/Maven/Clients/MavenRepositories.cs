using ReleaseKit.Engine.Environments;

namespace ReleaseKit.Engine.Ecosystems.Maven.Clients;

/// <summary>The repositories of a package: where it is uploaded to, and where it is read from.</summary>
internal sealed class MavenRepositories(HttpClient http, IEnvironment environment)
{
    /// <summary>Where released versions of the world are read from.</summary>
    public static Uri Central { get; } = new("https://repo.maven.apache.org/maven2/");

    /// <summary>Who uploads.</summary>
    public RepositoryCredential Credential { get; } = new(environment);

    /// <summary>Whether an address is Central's, which is never asked with a credential.</summary>
    public static bool IsCentral(Uri address) => address.Host is "repo.maven.apache.org" or "repo1.maven.org";

    /// <summary>Where a package is read from.</summary>
    public IMavenRepository IndexOf(PackageContext package) => At(package, CentralPortal.IsPortal(package.Endpoint.Index) ? Central : package.Endpoint.Index);

    /// <summary>Where a package is uploaded to.</summary>
    public IMavenRepository RegistryOf(PackageContext package) => At(package, package.Endpoint.Registry);

    private IMavenRepository At(PackageContext package, Uri root) =>
        root.IsFile ? new FolderMavenRepository(root) : new HttpMavenRepository(http, root, (headers, address) => Credential.Authorize(headers, package, address));
}

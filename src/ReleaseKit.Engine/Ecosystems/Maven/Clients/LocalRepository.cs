using System.Security.Cryptography;
using System.Text;

namespace ReleaseKit.Engine.Ecosystems.Maven.Clients;

/// <summary>
/// The folder that Maven keeps downloads in while packages are built, one for all that go to the same registry. The siblings of a
/// package are put there before it is built, so that Maven finds exactly those that were released, whatever mirrors it uses.
/// </summary>
internal sealed class LocalRepository
{
    private LocalRepository(string path) => Path = path;

    public string Path { get; }

    /// <summary>That of a package's registry.</summary>
    public static LocalRepository Of(PackageContext package)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(package.Endpoint.Index.ToString())))[..12];
        return new LocalRepository(Directory.CreateDirectory(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(package.ScratchDirectory)!, $"maven-{name}")).FullName);
    }

    /// <summary>Absolute path of a file.</summary>
    public string PathOf(MavenCoordinate coordinate, string fileName) => System.IO.Path.Combine(Path, coordinate.PathOf(fileName));

    /// <summary>Puts a file there, in the place of another one.</summary>
    public void Put(MavenCoordinate coordinate, string fileName, string source)
    {
        var target = PathOf(coordinate, fileName);
        var folder = Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!).FullName;
        var partial = $"{target}.{Guid.NewGuid():N}.part";
        File.Copy(source, partial);
        File.Move(partial, target, overwrite: true);

        // Where a file came from is noted there; one that came from nowhere is taken as it is.
        File.Delete(System.IO.Path.Combine(folder, "_remote.repositories"));
        File.Delete($"{target}.lastUpdated");
    }
}

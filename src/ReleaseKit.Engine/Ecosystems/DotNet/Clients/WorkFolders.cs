namespace ReleaseKit.Engine.Ecosystems.DotNet.Clients;

/// <summary>The folders in which clients work for a package, and those that the packages of a run share.</summary>
internal static class WorkFolders
{
    /// <summary>An empty folder below the package's scratch folder.</summary>
    public static string Empty(PackageContext package, string name)
    {
        var folder = Path.Combine(package.ScratchDirectory, name);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return Directory.CreateDirectory(folder).FullName;
    }

    /// <summary>The path of a transcript.</summary>
    public static string Log(PackageContext package, string name) => Path.Combine(package.LogDirectory, name);

    /// <summary>The lock of packs, shared by all packages of the workspace.</summary>
    public static string PackLock(PackageContext package) => Path.Combine(Shared(package), "dotnet-pack.lock");

    /// <summary>The folder of restored packages, shared so that third parties' packages are fetched once.</summary>
    public static string Packages(PackageContext package) => Path.Combine(Shared(package), "nuget-packages");

    private static string Shared(PackageContext package) => Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(package.ScratchDirectory))!;
}

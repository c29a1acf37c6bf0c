namespace ReleaseKit.Testing;

/// <summary>Places of this repository that tests read; nothing in it is ever written by a test.</summary>
public static class Repository
{
    /// <summary>Absolute path of the repository's root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Absolute path of something below <c>testassets/</c>.</summary>
    public static string Asset(params string[] segments) => Path.Combine([Root, "testassets", .. segments]);

    /// <summary>The build configuration that the running tests were built in, <c>Debug</c> or <c>Release</c>.</summary>
    public static string Configuration { get; } =
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    private static string FindRoot()
    {
        // A program that is one file is compiled elsewhere, and run in the repository.
        return FindAbove(AppContext.BaseDirectory) ?? FindAbove(Environment.CurrentDirectory) ?? throw new InvalidOperationException("The tests run outside the repository.");
    }

    private static string? FindAbove(string path)
    {
        var folder = new DirectoryInfo(path);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ReleaseKit.Sdk.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }
}

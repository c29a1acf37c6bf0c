namespace ReleaseKit.Testing;

/// <summary>Finds the files under <c>testassets</c>, which tests read in place and never change.</summary>
public static class TestAssets
{
    private static readonly string Root = FindRoot();

    /// <summary>The absolute path of a file or folder below <c>testassets</c>.</summary>
    public static string PathOf(params string[] segments) => Path.Combine([Root, .. segments]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "testassets");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException($"No testassets folder above {AppContext.BaseDirectory}.");
    }
}

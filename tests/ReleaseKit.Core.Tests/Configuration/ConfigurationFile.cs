using ReleaseKit.Core.Configuration;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;

namespace ReleaseKit.Core.Tests.Configuration;

/// <summary>Reads configuration texts the way the composition does.</summary>
internal static class ConfigurationFile
{
    public static readonly IReadOnlyDictionary<string, string> Aliases = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["python"] = "python",
        ["npm"] = "npm",
        ["js"] = "npm",
        ["nuget"] = "nuget",
        ["csharp"] = "nuget",
    };

    public static ReleaseConfiguration Root(string text) =>
        ReleaseConfiguration.Parse(TomlDocument.Parse(new SourceText("releasekit.toml", text)), Aliases);

    public static PackageConfiguration Package(string text) =>
        PackageConfiguration.Parse(TomlDocument.Parse(new SourceText("packages/a/releasekit.toml", text)));

    public static IReadOnlyList<Diagnostic> Problems(Action read) => Should.Throw<ReleaseException>(read).Diagnostics;

    public static Diagnostic Problem(Action read) => Problems(read).ShouldHaveSingleItem();
}

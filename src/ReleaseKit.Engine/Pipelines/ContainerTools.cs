using System.Collections.Immutable;

namespace ReleaseKit.Engine.Pipelines;

/// <summary>What a container with the .NET SDK still needs, from its own distribution; teams with other wishes name an image of their own.</summary>
internal static class ContainerTools
{
    /// <summary>The image.</summary>
    public const string Image = "mcr.microsoft.com/dotnet/sdk:10.0";

    private static readonly ImmutableDictionary<string, ImmutableArray<string>> Packages = ImmutableDictionary<string, ImmutableArray<string>>.Empty
        .Add("cargo", ["cargo"]).Add("go", ["golang-go"]).Add("gradle", ["default-jdk-headless", "gradle"]).Add("maven", ["default-jdk-headless", "maven"])
        .Add("npm", ["nodejs", "npm"]).Add("python", ["python3", "python3-build", "python3-venv", "twine"]);

    /// <summary>The command that installs them.</summary>
    public static string Install(PipelineFacts facts)
    {
        var names = facts.Ecosystems.SelectMany(e => Packages.GetValueOrDefault(e, [])).Append("git").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return $"apt-get update -qq && apt-get install -y -qq --no-install-recommends {string.Join(' ', names)}";
    }

    /// <summary>The commands that third parties of JavaScript packages come by.</summary>
    public static IEnumerable<string> InstallThirdParties(PipelineFacts facts) =>
        facts.NodeInstalls.Select(i => i.ShellCommand).Prepend(facts.NodeInstalls.Any(i => i.NeedsCorepack) ? "npm install --global corepack && corepack enable" : "").Where(c => c.Length > 0);

    /// <summary>A hint where the distribution has no client.</summary>
    public static ImmutableArray<string> Manual(PipelineFacts facts) => facts.Ecosystems.Contains("dart")
        ? [$"The image {Image} and its distribution have no Dart: name an image that has the .NET SDK, git and Dart."]
        : [];
}

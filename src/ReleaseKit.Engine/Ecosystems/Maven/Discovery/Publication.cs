using ReleaseKit.Core.Xml;
using ReleaseKit.Engine.Ecosystems.Maven.Poms;

namespace ReleaseKit.Engine.Ecosystems.Maven.Discovery;

/// <summary>Where a project goes, and what keeps it from going anywhere.</summary>
/// <param name="Why">Why it is not uploaded, for people; null when it is.</param>
/// <param name="Repository">The repository that it names; null for Maven Central.</param>
/// <param name="RepositoryId">The id of that repository.</param>
internal sealed record Publication(string? Why, string? Repository, string? RepositoryId)
{
    private static readonly string[] CentralHosts = ["oss.sonatype.org", "s01.oss.sonatype.org", "central.sonatype.com", "ossrh-staging-api.central.sonatype.com"];
    private static readonly string[] Uploaders = ["central-publishing-maven-plugin", "nexus-staging-maven-plugin"];

    /// <summary>What a project says.</summary>
    public static Publication Of(Pom pom)
    {
        if (WhyNot(pom) is { } why)
        {
            return new Publication(why, null, null);
        }

        foreach (var ancestor in pom.Lineage)
        {
            foreach (var repository in ancestor.Layers.Select(layer => layer.Find("distributionManagement", "repository")).OfType<XmlElementSyntax>())
            {
                var address = pom.Interpolate(PomFile.TextOf(repository.Element("url"))) ?? "";
                return address.Contains("${", StringComparison.Ordinal) ? new Publication($"its distributionManagement names {address}, which no pom defines", null, null)
                    : address.Length == 0 || (Uri.TryCreate(address, UriKind.Absolute, out var uri) && CentralHosts.Contains(uri.Host)) ? new Publication(null, null, null)
                    : new Publication(null, address, pom.Interpolate(PomFile.TextOf(repository.Element("id"))));
            }
        }

        return new Publication(null, null, null);
    }

    private static string? WhyNot(Pom pom) =>
        IsTrue(pom.Property("maven.deploy.skip")) ? "maven.deploy.skip is true"
        : Says(pom, "maven-deploy-plugin", "skip") && !Array.Exists(Uploaders, name => Uses(pom, name)) ? "maven-deploy-plugin is told to skip it"
        : IsDetached(pom) && !Array.Exists(Uploaders, name => Uses(pom, name)) ? "maven-deploy-plugin is bound to no phase"
        : Says(pom, Uploaders[0], "skipPublishing") ? "central-publishing-maven-plugin is told to skip it"
        : Says(pom, Uploaders[1], "skipNexusStagingDeployMojo") ? "nexus-staging-maven-plugin is told to skip it"
        : null;

    /// <summary>What the nearest pom says in a plugin's configuration.</summary>
    private static bool Says(Pom pom, string plugin, string parameter) => PluginsOf(pom, plugin)
        .Select(p => PomFile.TextOf(p.Find("configuration", parameter)) ?? DefaultExecutions(p).Select(e => PomFile.TextOf(e.Find("configuration", parameter))).FirstOrDefault(t => t is not null))
        .FirstOrDefault(text => text is not null) is { } text && IsTrue(pom.Interpolate(text));

    private static bool IsDetached(Pom pom) => PluginsOf(pom, "maven-deploy-plugin").SelectMany(DefaultExecutions)
        .Select(e => PomFile.TextOf(e.Element("phase"))).FirstOrDefault(phase => phase is not null) == "none";

    private static IEnumerable<XmlElementSyntax> DefaultExecutions(XmlElementSyntax plugin) =>
        PomFile.ItemsOf(plugin, "executions", "execution").Where(e => PomFile.TextOf(e.Element("id")) == "default-deploy");

    private static bool Uses(Pom pom, string plugin) =>
        pom.Lineage.SelectMany(p => p.Layers).Any(layer => PomFile.ItemsOf(layer.Element("build"), "plugins", "plugin").Any(p => PomFile.TextOf(p.Element("artifactId")) == plugin));

    /// <summary>A plugin wherever the project or an ancestor configures it, the nearest first, each by itself before what it manages.</summary>
    private static IEnumerable<XmlElementSyntax> PluginsOf(Pom pom, string artifact) =>
        from ancestor in pom.Lineage
        from layer in ancestor.Layers
        from plugin in PomFile.ItemsOf(layer.Element("build"), "plugins", "plugin").Concat(PomFile.ItemsOf(layer.Find("build", "pluginManagement"), "plugins", "plugin"))
        where PomFile.TextOf(plugin.Element("artifactId")) == artifact && (ancestor == pom || PomFile.TextOf(plugin.Element("inherited")) != "false")
        select plugin;

    private static bool IsTrue(string? text) => text?.Equals("true", StringComparison.OrdinalIgnoreCase) == true;
}

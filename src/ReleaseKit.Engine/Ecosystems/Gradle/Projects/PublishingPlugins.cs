namespace ReleaseKit.Engine.Ecosystems.Gradle.Projects;

/// <summary>The plugins that put a project into a Maven repository.</summary>
internal static class PublishingPlugins
{
    public const string Core = "maven-publish";

    /// <summary>Ids, and the classes by which code applies them.</summary>
    public static readonly HashSet<string> Ids = new(
        [Core, "org.gradle.maven-publish", "com.vanniktech.maven.publish", "com.vanniktech.maven.publish.base", "com.gradle.plugin-publish", "nebula.maven-publish", "com.netflix.nebula.maven-publish"], StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Classes = new(StringComparer.Ordinal)
    {
        ["MavenPublishPlugin"] = Core,
        ["MavenPublishBasePlugin"] = "com.vanniktech.maven.publish.base",
        ["JavaLibraryPlugin"] = "java-library",
        ["JavaPlugin"] = "java",
        ["JavaPlatformPlugin"] = "java-platform",
        ["JavaGradlePluginPlugin"] = "java-gradle-plugin",
        ["GroovyPlugin"] = "groovy",
    };

    /// <summary>Plugins that publish with the properties <c>GROUP</c>, <c>POM_ARTIFACT_ID</c> and <c>VERSION_NAME</c>.</summary>
    public static bool ReadsProperties(IReadOnlySet<string> plugins) => plugins.Contains("com.vanniktech.maven.publish") || plugins.Contains("com.vanniktech.maven.publish.base");

    /// <summary>The id of a plugin that is applied by its class.</summary>
    public static string? OfClass(string type) => Classes.GetValueOrDefault(type);
}

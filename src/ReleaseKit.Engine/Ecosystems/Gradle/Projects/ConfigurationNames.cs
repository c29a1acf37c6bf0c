using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Projects;

/// <summary>What dependency configurations are for, by the names that Gradle's own and common plugins give them.</summary>
internal static class ConfigurationNames
{
    private static readonly string[] Development = ["test", "jmh", "benchmark", "fixture", "detekt", "ktlint", "checkstyle", "lint", "sample", "javaagent", "mockitoagent", "developmentonly"];
    private static readonly string[] Published = ["api", "implementation", "compile", "runtime", "runtimeonly", "compileonlyapi", "compileapi", "shadow", "bundle", "include", "embed", "constraints"];

    /// <summary>The kind of what a configuration holds. Words that are not known are taken to be needed for the build.</summary>
    public static DependencyKind KindOf(string configuration)
    {
        var name = configuration.ToLowerInvariant();
        return Array.Exists(Development, word => name.Contains(word, StringComparison.Ordinal)) ? DependencyKind.Dev
            : name is "optional" or "optionalapi" or "optionalimplementation" ? DependencyKind.Optional
            : name.EndsWith("compileonly", StringComparison.Ordinal) ? DependencyKind.Build
            : Array.Exists(Published, word => name == word || name.EndsWith(word, StringComparison.Ordinal)) ? DependencyKind.Runtime
            : DependencyKind.Build;
    }
}

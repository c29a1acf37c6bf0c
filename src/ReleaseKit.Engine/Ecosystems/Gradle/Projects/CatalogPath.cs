using ReleaseKit.Engine.Ecosystems.Gradle.Manifests;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Projects;

/// <summary>A word such as <c>libs.versions.acme</c> on its way to what it means.</summary>
/// <param name="Catalog">The catalogue.</param>
/// <param name="Accessor">The words so far, with periods.</param>
internal sealed record CatalogPath(VersionCatalog Catalog, string Accessor)
{
    public CatalogPath Then(string name) => this with { Accessor = Accessor.Length == 0 ? name : $"{Accessor}.{name}" };

    /// <summary>What it means: a text for versions, a library, a bundle's libraries, or the id of a plugin as text.</summary>
    public object? Value()
    {
        var dot = Accessor.IndexOf('.', StringComparison.Ordinal);
        var (head, rest) = dot < 0 ? (Accessor, "") : (Accessor[..dot], Accessor[(dot + 1)..]);
        return head switch
        {
            "versions" => Catalog.Version(rest),
            "plugins" => Catalog.Plugin(rest) is { } id ? new Scripts.ScriptText(id) : null,
            "bundles" => Catalog.Bundle(rest).ToArray<object?>() is { Length: > 0 } all ? all : null,
            _ => Catalog.Library(Accessor),
        };
    }
}

/// <summary>A word such as <c>projects.acme.core</c> on its way to the project it means.</summary>
/// <param name="Build">The build.</param>
/// <param name="Accessor">The words so far, with periods.</param>
internal sealed record AccessorPath(GradleBuild Build, string Accessor)
{
    public AccessorPath Then(string name) => this with { Accessor = Accessor.Length == 0 ? name : $"{Accessor}.{name}" };

    public GradleProject? Value() =>
        Build.Projects.FirstOrDefault(p => p.Parent is not null && Matches(p, Accessor)) ??
        (Accessor == Camel(Build.Root.Name) ? Build.Root
            : Accessor.StartsWith(Camel(Build.Root.Name) + ".", StringComparison.Ordinal) ? (this with { Accessor = Accessor[(Camel(Build.Root.Name).Length + 1)..] }).Value() : null);

    private static bool Matches(GradleProject project, string accessor) => string.Join('.', project.Path.Split(':', StringSplitOptions.RemoveEmptyEntries).Select(Camel)) == accessor;

    /// <summary>The name that Gradle makes of a project's: <c>acme-core</c> becomes <c>acmeCore</c>.</summary>
    private static string Camel(string name)
    {
        var parts = name.Split('-', '_', '.', ' ');
        return string.Concat(parts.Select((part, i) => part.Length == 0 ? "" : i == 0 ? char.ToLowerInvariant(part[0]) + part[1..] : char.ToUpperInvariant(part[0]) + part[1..]));
    }
}

using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Xml;
using ReleaseKit.Engine.Ecosystems.Maven.Poms;

namespace ReleaseKit.Engine.Ecosystems.Maven.Discovery;

/// <summary>A place where a project names another one.</summary>
/// <param name="Context">The project as which properties are read.</param>
/// <param name="File">The pom that names it: the project's own, or an ancestor's.</param>
/// <param name="Element">The element that names it.</param>
/// <param name="Name">Its <c>group:artifact</c>.</param>
/// <param name="Kind">What it is needed for.</param>
/// <param name="Version">The element with the version, and the pom and the project it belongs to; null when nothing says one.</param>
internal sealed record Reference(Pom Context, PomFile File, XmlElementSyntax Element, string Name, DependencyKind Kind, DeclaredVersion? Version)
{
    /// <summary>Whether it only says which version those get who need it.</summary>
    public bool IsManagement { get; init; }
}

/// <summary>An element with a version.</summary>
/// <param name="Context">The project as which its properties are read.</param>
/// <param name="File">The pom that holds it.</param>
/// <param name="Element">The element.</param>
internal sealed record DeclaredVersion(Pom Context, PomFile File, XmlElementSyntax Element);

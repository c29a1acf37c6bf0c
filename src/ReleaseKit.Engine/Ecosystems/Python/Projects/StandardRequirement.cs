using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;

namespace ReleaseKit.Engine.Ecosystems.Python.Projects;

/// <summary>A requirement written as a PEP 508 string.</summary>
internal sealed record StandardRequirement(Requirement Requirement, TomlString Text, DependencyKind Kind, SourceText Source)
    : DeclaredRequirement(Requirement.Name, Requirement.Range, Kind, Source, Text.Span)
{
    public override bool IsDirect => Requirement.IsDirect;

    public override TextEdit WithRange(string range) => TomlEditing.Replace(Text, Requirement.WithRange(range), Source);
}

using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Python.Projects;

/// <summary>A requirement as a project declares it, in whichever notation.</summary>
/// <param name="Name">The required name in its normal form.</param>
/// <param name="Range">The range as written; empty when there is none.</param>
/// <param name="Kind">What it is needed for.</param>
/// <param name="Source">The file that declares it.</param>
/// <param name="Span">Its place in that file.</param>
internal abstract record DeclaredRequirement(string Name, string Range, DependencyKind Kind, SourceText Source, TextSpan Span)
{
    /// <summary>The splice that writes another range, and leaves the rest of the declaration alone.</summary>
    public abstract TextEdit WithRange(string range);

    /// <summary>The folder it is taken from, relative to the manifest's; null when it names none.</summary>
    public virtual string? LocalPath => null;

    /// <summary>Whether it names an address, so that neither workspace nor index is asked.</summary>
    public virtual bool IsDirect => false;

    /// <summary>The range in PEP 440's notation; null when it cannot be said in it.</summary>
    public virtual string? StandardRange => Range;
}

using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

/// <summary>What a project says about its package, as MSBuild would conclude it after a restore.</summary>
public sealed record EvaluatedProject
{
    /// <summary>The project file.</summary>
    public required RelativePath Path { get; init; }

    /// <summary>Whether it uses an SDK; older projects cannot be packed by <c>dotnet pack</c>.</summary>
    public required bool IsSdkStyle { get; init; }

    /// <summary>Properties by name, without regard to case.</summary>
    public required ImmutableDictionary<string, EvaluatedProperty> Properties { get; init; }

    /// <summary>References to other projects, of all target frameworks.</summary>
    public required ImmutableArray<EvaluatedItem> ProjectReferences { get; init; }

    /// <summary>References to packages, global ones included, of all target frameworks.</summary>
    public required ImmutableArray<EvaluatedItem> PackageReferences { get; init; }

    /// <summary>The files of the workspace that were evaluated, the project among them.</summary>
    public ImmutableArray<RelativePath> Files { get; init; } = [];

    /// <summary>Why the result may be wrong; null when it is exact.</summary>
    public string? Doubt { get; init; }

    /// <summary>Whether everything that matters was understood.</summary>
    public bool IsExact => Doubt is null;

    /// <summary>A property; an empty one when nothing set it.</summary>
    public EvaluatedProperty this[string name] => Properties.GetValueOrDefault(name) ?? new EvaluatedProperty(name, "");

    /// <summary>Whether a property is <c>true</c>.</summary>
    public bool IsTrue(string name) => this[name].Value.Trim().Equals("true", StringComparison.OrdinalIgnoreCase);
}

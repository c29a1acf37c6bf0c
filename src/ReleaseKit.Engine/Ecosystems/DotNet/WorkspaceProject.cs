using ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

namespace ReleaseKit.Engine.Ecosystems.DotNet;

/// <summary>One project of the workspace with the name its package goes by.</summary>
/// <param name="Project">What the project says.</param>
/// <param name="Name">Its package id, or its path where several unpacked projects would share an id.</param>
/// <param name="Objection">Why it is hardly meant to be released; null when there is no reason to think so.</param>
internal sealed record WorkspaceProject(EvaluatedProject Project, string Name, string? Objection)
{
    /// <summary>Whether <c>dotnet pack</c> makes a package of it that is meant to be released.</summary>
    public bool IsPacked => Objection is null && IsPackedBy(Project);

    /// <summary>Whether <c>dotnet pack</c> makes a package of the project.</summary>
    public static bool IsPackedBy(EvaluatedProject project) => project.IsSdkStyle && project.IsTrue("IsPackable");
}

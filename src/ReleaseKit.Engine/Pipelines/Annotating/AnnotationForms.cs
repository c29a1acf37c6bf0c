using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Environments;

namespace ReleaseKit.Engine.Pipelines.Annotating;

/// <summary>Chooses how to talk to the CI service, by its name or by what it says of itself in the environment.</summary>
public static class AnnotationForms
{
    private static readonly string[] Names = ["auto", "none", "github", "forgejo", "gitlab", "azure", "bitbucket"];

    /// <summary>The form of that name; <c>auto</c> and nothing stand for that of the service that runs us, if one does.</summary>
    /// <param name="name">The name.</param>
    /// <param name="environment">Facts of CI.</param>
    /// <param name="folder">Absolute path of the folder for reports.</param>
    /// <exception cref="ReleaseException"><c>RK-PIPELINE-ANNOTATIONS</c> with what there is.</exception>
    public static IAnnotationForm Find(string name, IEnvironment environment, string folder)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(environment);
        return (name.ToLowerInvariant() is "" or "auto" ? Running(environment) : name.ToLowerInvariant()) switch
        {
            "none" => new NoAnnotations(),
            "github" or "forgejo" => new GitHubAnnotations(environment),
            "gitlab" => FileAnnotations.GitLab,
            "azure" => new AzureAnnotations(folder),
            "bitbucket" => FileAnnotations.Bitbucket,
            _ => throw new ReleaseException(PipelineCodes.Annotations.Create(
                $"ReleaseAnnotations is '{DisplayText.Line(name)}', which is no form of annotations.{NearestName.Question(name, Names)} There are {string.Join(", ", Names)}.")),
        };
    }

    private static string Running(IEnvironment environment)
    {
        bool Is(string variable) => environment.Get(variable) is { Length: > 0 } value && !string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);
        return Is("GITHUB_ACTIONS") || Is("FORGEJO_ACTIONS") || Is("GITEA_ACTIONS") ? "github"
            : Is("GITLAB_CI") ? "gitlab"
            : Is("TF_BUILD") ? "azure"
            : Is("BITBUCKET_BUILD_NUMBER") ? "bitbucket"
            : "none";
    }
}

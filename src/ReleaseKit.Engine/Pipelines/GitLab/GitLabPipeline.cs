using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Pipelines.GitLab;

/// <summary>A pipeline for GitLab, in a file of its own that <c>.gitlab-ci.yml</c> includes.</summary>
public sealed class GitLabPipeline : IPipelineTemplate
{
    /// <summary>Where the jobs are.</summary>
    public const string Included = ".gitlab/release.gitlab-ci.yml";

    private static readonly ImmutableArray<(string Ecosystem, string Variable, string Audience)> Tokens =
        [("cargo", "CRATES_IO_ID_TOKEN", "crates.io"), ("npm", "NPM_ID_TOKEN", "npm:registry.npmjs.org"), ("npm", "SIGSTORE_ID_TOKEN", "sigstore"), ("python", "PYPI_ID_TOKEN", "pypi")];

    /// <inheritdoc/>
    public string Name => "gitlab";

    /// <inheritdoc/>
    public ImmutableArray<PipelineFile> Write(PipelineFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return
        [
            new(RelativePath.Parse(".gitlab-ci.yml"), $"include:\n  - local: {Included}\n"),
            new(RelativePath.Parse(Included), Jobs(facts)),
        ];
    }

    /// <inheritdoc/>
    public ImmutableArray<string> Manual(PipelineFacts facts) =>
    [
        $"A .gitlab-ci.yml of your own includes it: include: [{{ local: {Included} }}]. Its jobs are in the stages test and deploy.",
        "Settings, CI/CD, Variables, protected and masked: GITLAB_TOKEN, a project access token with the scopes api and write_repository" +
            $"{string.Concat(RegistrySecret.Of(facts).Select(s => $", {s.Variable}"))}. Protected variables reach jobs of protected branches only: protect the release branches.",
        .. ContainerTools.Manual(facts),
    ];

    private static string Jobs(PipelineFacts facts) => $$"""
        # Tags what was merged, publishes it, and keeps the release merge request up to date.
        # Written by dotnet msbuild release.proj -t:Init -p:ReleaseCi=gitlab, and yours from then on.

        .release:
          image: {{ContainerTools.Image}}
          stage: deploy
          interruptible: false
          # One at a time.
          resource_group: release
          variables:
            # All of history and tags, which versions are computed from.
            GIT_STRATEGY: clone
            GIT_DEPTH: "0"
          before_script:
            - {{ContainerTools.Install(facts)}}
            # git asks for the token when it needs it; it is written nowhere.
            - git config "credential.$CI_SERVER_URL.helper" '!f() { echo username=oauth2; echo "password=$GITLAB_TOKEN"; }; f'
            - git remote set-url origin "$CI_PROJECT_URL.git"
            - git config user.name "${GITLAB_USER_NAME:-Release}"
            - git config user.email "${GITLAB_USER_EMAIL:-release@localhost}"
            # GitLab checks out a commit and no branch.
            - git checkout -q -B "$CI_COMMIT_BRANCH" "$CI_COMMIT_SHA"
            - git branch -q --set-upstream-to="origin/$CI_COMMIT_BRANCH"
          artifacts:
            when: always
            expire_in: 30 days
            paths:
              - artifacts/releasekit/ci/
            reports:
              codequality: artifacts/releasekit/ci/codequality.json
              junit: artifacts/releasekit/ci/junit.xml

        release:tag:
          extends: .release
          rules:
            - if: $CI_COMMIT_BRANCH =~ /{{PipelineBranches.Expression(facts.Branches)}}/ && $CI_PIPELINE_SOURCE == "push"
          script:
            - dotnet msbuild release.proj -t:Tag
          artifacts:
            reports:
              codequality: artifacts/releasekit/ci/codequality.json
              dotenv: artifacts/releasekit/ci/release.env

        release:prepare:
          extends: .release
          needs:
            - job: release:tag
              optional: true
          rules:
            - if: $CI_COMMIT_BRANCH =~ /{{PipelineBranches.Expression(facts.Branches)}}/ && $CI_PIPELINE_SOURCE == "push"
            # What another repository released; the payload is in a variable that only -t:Prepare reads.
            - if: $CI_COMMIT_BRANCH =~ /{{PipelineBranches.Expression(facts.Branches)}}/ && $RELEASEKIT_EVENT == "releasekit"
          script:
        {{ThirdParties(facts)}}    - dotnet msbuild release.proj -t:Prepare

        release:publish:
          extends: .release
          needs: ["release:tag"]
          rules:
            - if: $CI_COMMIT_BRANCH =~ /{{PipelineBranches.Expression(facts.Branches)}}/ && $CI_PIPELINE_SOURCE == "push"
        {{Identity(facts)}}  script:
            # The tag is what release:tag said; empty when nothing was merged.
            - if [ -z "$RELEASE_TAG" ]; then echo "Nothing was tagged."; exit 0; fi
            - git checkout -q --detach "refs/tags/$RELEASE_TAG"
        {{ThirdParties(facts)}}    - ReleaseTag="$RELEASE_TAG" dotnet msbuild release.proj -t:Publish -mt -m:16

        # A job of the graph that -t:Plan -p:ReleaseFormat=gitlab-dag writes publishes its share, beside others; see docs/ci.md.
        .release:share:
          extends: .release
        {{Identity(facts)}}  script:
            - git checkout -q --detach "refs/tags/$ReleaseTag"
        {{ThirdParties(facts)}}    - dotnet msbuild release.proj -t:Publish -mt -m:16

        # Run a pipeline by hand with the variable PUBLISH_TAG.
        release:publish-again:
          extends: .release
          rules:
            - if: $CI_PIPELINE_SOURCE == "web" && $PUBLISH_TAG
        {{Identity(facts)}}  script:
            - git checkout -q --detach "refs/tags/$PUBLISH_TAG"
        {{ThirdParties(facts)}}    - ReleaseTag="$PUBLISH_TAG" dotnet msbuild release.proj -t:Publish -mt -m:16

        # Run a pipeline by hand with the variable ROLLBACK_TAG, and ROLLBACK_REASON if users shall be told one; then start the job.
        release:rollback:
          extends: .release
          rules:
            - if: $CI_PIPELINE_SOURCE == "web" && $ROLLBACK_TAG
              when: manual
          script:
            - ReleaseTag="$ROLLBACK_TAG" ReleaseReason="$ROLLBACK_REASON" dotnet msbuild release.proj -t:Rollback -p:ReleaseYes=true

        release:rehearse:
          image: {{ContainerTools.Image}}
          stage: test
          interruptible: true
          rules:
            # The release merge request has no changes of its own.
            - if: $CI_MERGE_REQUEST_SOURCE_BRANCH_NAME =~ /^releasekit\//
              when: never
            - if: $CI_PIPELINE_SOURCE == "merge_request_event"
          variables:
            GIT_STRATEGY: clone
            GIT_DEPTH: "0"
          before_script:
            - {{ContainerTools.Install(facts)}}
          script:
        {{ThirdParties(facts)}}    - dotnet msbuild release.proj -t:Plan
            - dotnet msbuild release.proj -t:Rehearse -mt -m:16
          artifacts:
            when: always
            expire_in: 7 days
            paths:
              - artifacts/releasekit/ci/
            reports:
              codequality: artifacts/releasekit/ci/codequality.json
              junit: artifacts/releasekit/ci/junit.xml

        """;

    private static string ThirdParties(PipelineFacts facts) => string.Concat(ContainerTools.InstallThirdParties(facts).Select(c => $"    - {PipelineBranches.Quoted(c)}\n"));

    /// <summary>Tokens with which a registry that trusts the project recognises the job, and npm's provenance, see docs/credentials.md.</summary>
    private static string Identity(PipelineFacts facts)
    {
        var tokens = Tokens.Where(t => facts.Ecosystems.Contains(t.Ecosystem)).Select(t => $"    {t.Variable}:\n      aud: {t.Audience}\n").ToArray();
        return tokens.Length == 0 ? "" : "  id_tokens:\n" + string.Concat(tokens);
    }
}

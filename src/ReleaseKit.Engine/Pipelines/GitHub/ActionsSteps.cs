using System.Text;

namespace ReleaseKit.Engine.Pipelines.GitHub;

/// <summary>The steps that jobs of workflows have in common, indented as steps are.</summary>
internal sealed class ActionsSteps(ActionsDialect dialect, PipelineFacts facts)
{
    /// <summary>
    /// Checks the repository out with all of its history and tags, which versions are computed from. The credential is not kept with
    /// it, where scripts of third parties would find it: git asks for it when a step that has it pushes.
    /// </summary>
    /// <param name="reference">The expression for what is checked out; empty for the commit of the event.</param>
    /// <param name="pushes">Whether the job commits, tags or pushes.</param>
    public string Checkout(string reference, bool pushes)
    {
        var text = new StringBuilder();
        if (pushes && dialect.HasApps)
        {
            text.Append($$$"""
                      # With a GitHub App its pull requests and tags start pipelines; those of the job's own token do not. See docs/ci.md.
                      - uses: {{{Uses(PinnedActions.AppToken)}}}
                        id: app
                        if: ${{ vars.RELEASE_APP_CLIENT_ID != '' }}
                        with:
                          client-id: ${{ vars.RELEASE_APP_CLIENT_ID }}
                          private-key: ${{ secrets.RELEASE_APP_PRIVATE_KEY }}

                """);
        }

        text.Append(Step($"uses: {Uses(PinnedActions.Checkout)}", "with:", "  fetch-depth: 0", "  persist-credentials: false"));
        if (reference.Length > 0)
        {
            text.Append($"          ref: {reference}\n");
        }

        if (pushes && dialect.HasApps)
        {
            text.Append($"          token: {Token}\n");
        }

        return pushes ? text.Append(Identity()).ToString() : text.ToString();
    }

    /// <summary>Machines have no name to commit with, and no credential: that of the server of the workflow is in the environment of the steps that push.</summary>
    private string Identity() => Step(
        "name: Say who commits, tags and pushes", "run: |", $"  git config user.name '{dialect.Committer.Name}'", $"  git config user.email '{dialect.Committer.Email}'",
        $"  git config \"credential.$GITHUB_SERVER_URL.helper\" '!f() {{ echo username=x-access-token; echo \"password=${dialect.TokenVariable}\"; }}; f'");

    /// <summary>The expression for the forge's token.</summary>
    public string Token => dialect.HasApps ? "${{ steps.app.outputs.token || github.token }}" : "${{ github.token }}";

    /// <summary>Brings the clients of the workspace's ecosystems, and nothing else.</summary>
    /// <param name="builds">Whether packages are built, for which third parties must be there.</param>
    public string Tools(bool builds)
    {
        var text = new StringBuilder(Step($"uses: {Uses(PinnedActions.DotNet)}", "with:", "  dotnet-version: 10.0.x"));
        text.Append(With("npm", PinnedActions.Node, "  node-version: 24"));
        text.Append(With("python", PinnedActions.Python, "  python-version: \"3.13\""));
        text.Append(With("go", PinnedActions.Go, "  go-version: stable"));
        text.Append(With("dart", PinnedActions.Dart, "  sdk: stable"));
        if (facts.Ecosystems.Contains("maven") || facts.Ecosystems.Contains("gradle"))
        {
            text.Append(Step($"uses: {Uses(PinnedActions.Java)}", "with:", "  distribution: temurin", "  java-version: \"21\""));
        }

        if (facts.Ecosystems.Contains("cargo") && !dialect.HasRust)
        {
            text.Append(Step("name: Install Rust", "run: apt-get update -qq && apt-get install -y -qq --no-install-recommends cargo"));
        }

        if (facts.Ecosystems.Contains("python"))
        {
            text.Append(Step("name: Install the clients of Python", "run: python -m pip install build twine"));
        }

        return builds ? text.Append(ThirdParties()).ToString() : text.ToString();
    }

    /// <summary>Lines of one step.</summary>
    public static string Step(params ReadOnlySpan<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.Append(text.Length == 0 ? "      - " : "        ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    private string ThirdParties()
    {
        var text = new StringBuilder();
        if (facts.NodeInstalls.Any(i => i.NeedsCorepack))
        {
            text.Append(Step("name: Install the package managers that package.json asks for", "run: corepack enable"));
        }

        foreach (var install in facts.NodeInstalls)
        {
            text.Append(Step("name: Install third parties", $"working-directory: {PipelineBranches.Quoted(install.Directory.IsRoot ? "." : install.Directory.Value)}", $"run: {install.Command}"));
        }

        return text.ToString();
    }

    private string With(string ecosystem, PinnedAction action, string setting) => facts.Ecosystems.Contains(ecosystem) ? Step($"uses: {Uses(action)}", "with:", setting) : "";

    private string Uses(PinnedAction action) => dialect.ActionsHost + action.Uses;
}

using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;

namespace ReleaseKit.Engine.Forges.Gitea;

/// <summary>Releases of a repository on Gitea or Forgejo.</summary>
internal sealed class GiteaReleases(ForgeHttp http, string root)
{
    public async Task<ForgeRelease?> FindAsync(string tag, CancellationToken cancellationToken)
    {
        var answer = await http.SendAsync(ForgeRequest.Get($"{root}/releases/tags/{ForgeText.Segment(tag)}", 404), cancellationToken);

        // Drafts are not found by their tag.
        return answer.IsSuccess ? Read(answer.Json()) : await ListAsync(cancellationToken).FirstOrDefaultAsync(r => r.Tag == tag, cancellationToken);
    }

    public IAsyncEnumerable<ForgeRelease> ListAsync(CancellationToken cancellationToken) =>
        http.ListAsync($"{root}/releases?page=1&limit=50", cancellationToken).Select(Read);

    public async Task<ForgeRelease?> PutAsync(ForgeRelease release, CancellationToken cancellationToken)
    {
        if (!release.IsDraft)
        {
            await RequireTagAsync(release.Tag, cancellationToken);
        }

        var there = await http.OnceAsync(
            () => FindAsync(release.Tag, cancellationToken),
            async () => Read((await http.SendAsync(ForgeRequest.Send(HttpMethod.Post, $"{root}/releases", Body(release)), cancellationToken)).Json()),
            cancellationToken);
        var isSame = there.Name == release.Name && ForgeText.Same(there.Body, release.Body) && there.IsDraft == release.IsDraft && there.IsPrerelease == release.IsPrerelease;

        // Older servers take what is left out for its default: everything is said.
        return isSame ? there : Read((await http.SendAsync(ForgeRequest.Send(HttpMethod.Patch, $"{root}/releases/{there.Id}", Body(release)), cancellationToken)).Json());
    }

    public async Task<bool> DeleteAsync(ForgeRelease release, CancellationToken cancellationToken)
    {
        await http.SendAsync(ForgeRequest.Delete($"{root}/releases/{ForgeText.Segment(release.Id)}"), cancellationToken);
        return true;
    }

    public async Task<bool> AttachAsync(ForgeRelease release, string name, string path, CancellationToken cancellationToken)
    {
        var assets = $"{root}/releases/{ForgeText.Segment(release.Id)}/assets";
        var length = new FileInfo(path).Length;
        await http.OnceAsync<object>(
            async () =>
            {
                foreach (var asset in await http.ListAsync(assets, cancellationToken).Where(a => a.Text("name") == name).ToListAsync(cancellationToken))
                {
                    if (asset.Number("size") == length)
                    {
                        return this;
                    }

                    await http.SendAsync(ForgeRequest.Delete($"{assets}/{asset.Number("id")}"), cancellationToken);
                }

                return null;
            },
            async () => await http.SendAsync(new ForgeRequest(HttpMethod.Post, $"{assets}?name={ForgeText.Segment(name)}") { Content = () => Form(name, path) }, cancellationToken),
            cancellationToken);
        return true;
    }

    private static MultipartFormDataContent Form(string name, string path)
    {
        var file = new StreamContent(File.OpenRead(path));
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return new MultipartFormDataContent { { file, "attachment", name } };
    }

    private static JsonObject Body(ForgeRelease release) => new()
    {
        ["tag_name"] = release.Tag, ["name"] = release.Name, ["body"] = release.Body, ["draft"] = release.IsDraft, ["prerelease"] = release.IsPrerelease,
    };

    /// <summary>Gitea makes a tag that is not there, at whatever the default branch has: never ours to want.</summary>
    private async Task RequireTagAsync(string tag, CancellationToken cancellationToken)
    {
        if (!(await http.SendAsync(ForgeRequest.Get($"{root}/tags/{ForgeText.Segment(tag)}", 404), cancellationToken)).IsSuccess)
        {
            throw new ReleaseException(ForgeCodes.Refused.Create($"The tag {tag} is not on the forge, which would make one elsewhere for its release. Push the tag, then run again."));
        }
    }

    private static ForgeRelease Read(ForgeValue release) => new()
    {
        Id = release.Number("id").ToString(CultureInfo.InvariantCulture),
        Tag = release.Text("tag_name"),
        Name = release.TextOrNull("name") ?? "",
        Body = ForgeText.Normalize(release.TextOrNull("body")),
        Url = release.TextOrNull("html_url"),
        IsDraft = release.Flag("draft"),
        IsPrerelease = release.Flag("prerelease"),
        Assets = release["assets"].IsNull ? [] : [.. release["assets"].Items().Select(a => a.Text("name")).Order(StringComparer.Ordinal)],
    };
}

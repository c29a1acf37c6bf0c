using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;

namespace ReleaseKit.Engine.Forges.GitHub;

/// <summary>Releases of a repository on GitHub.</summary>
internal sealed class GitHubReleases(ForgeHttp http, string root)
{
    public async Task<ForgeRelease?> FindAsync(string tag, CancellationToken cancellationToken)
    {
        var answer = await http.SendAsync(ForgeRequest.Get($"{root}/releases/tags/{ForgeText.Segment(tag)}", 404), cancellationToken);

        // Drafts are not found by their tag.
        return answer.IsSuccess ? Read(answer.Json()) : await ListAsync(cancellationToken).FirstOrDefaultAsync(r => r.Tag == tag, cancellationToken);
    }

    public IAsyncEnumerable<ForgeRelease> ListAsync(CancellationToken cancellationToken) =>
        http.ListAsync($"{root}/releases?per_page=100", cancellationToken).Select(Read);

    public async Task<ForgeRelease?> PutAsync(ForgeRelease release, CancellationToken cancellationToken)
    {
        if (!release.IsDraft)
        {
            await RequireTagAsync(release.Tag, cancellationToken);
        }

        var there = await http.OnceAsync(
            () => FindAsync(release.Tag, cancellationToken),
            async () =>
            {
                var body = new JsonObject
                {
                    ["tag_name"] = release.Tag, ["name"] = release.Name, ["body"] = release.Body, ["draft"] = release.IsDraft, ["prerelease"] = release.IsPrerelease,
                };
                return Read((await http.SendAsync(ForgeRequest.Send(HttpMethod.Post, $"{root}/releases", body), cancellationToken)).Json());
            },
            cancellationToken);
        return await ChangeAsync(there, release, cancellationToken);
    }

    public async Task<bool> DeleteAsync(ForgeRelease release, CancellationToken cancellationToken)
    {
        await http.SendAsync(ForgeRequest.Delete($"{root}/releases/{ForgeText.Segment(release.Id)}"), cancellationToken);
        return true;
    }

    public async Task<bool> AttachAsync(ForgeRelease release, string name, string path, CancellationToken cancellationToken)
    {
        var length = new FileInfo(path).Length;
        await http.OnceAsync<object>(
            async () => await CleanAsync(release, name, length, cancellationToken) ? this : null,
            async () =>
            {
                var page = (await http.SendAsync(ForgeRequest.Get($"{root}/releases/{ForgeText.Segment(release.Id)}"), cancellationToken)).Json();

                // "https://uploads.github.com/repos/acme/widgets/releases/1/assets{?name,label}"
                var address = $"{page.Text("upload_url").Split('{')[0]}?name={ForgeText.Segment(name)}";
                return await http.SendAsync(new ForgeRequest(HttpMethod.Post, address) { Content = () => File(path) }, cancellationToken);
            },
            cancellationToken);
        return true;
    }

    private static StreamContent File(string path)
    {
        var content = new StreamContent(System.IO.File.OpenRead(path));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return content;
    }

    /// <summary>Deletes a file of that name that is another or did not arrive whole; says whether the very file is there.</summary>
    private async Task<bool> CleanAsync(ForgeRelease release, string name, long length, CancellationToken cancellationToken)
    {
        var assets = await http.ListAsync($"{root}/releases/{ForgeText.Segment(release.Id)}/assets?per_page=100", cancellationToken).Where(a => a.Text("name") == name).ToListAsync(cancellationToken);
        foreach (var asset in assets)
        {
            if (asset.Number("size") == length && asset.Text("state") == "uploaded")
            {
                return true;
            }

            await http.SendAsync(ForgeRequest.Delete($"{root}/releases/assets/{asset.Number("id")}"), cancellationToken);
        }

        return false;
    }

    private async Task<ForgeRelease> ChangeAsync(ForgeRelease there, ForgeRelease wanted, CancellationToken cancellationToken)
    {
        var body = new JsonObject();
        if (there.Name != wanted.Name)
        {
            body["name"] = wanted.Name;
        }

        if (!ForgeText.Same(there.Body, wanted.Body))
        {
            body["body"] = wanted.Body;
        }

        if (there.IsDraft != wanted.IsDraft)
        {
            body["draft"] = wanted.IsDraft;
        }

        if (there.IsPrerelease != wanted.IsPrerelease)
        {
            body["prerelease"] = wanted.IsPrerelease;
        }

        if (body.Count == 0)
        {
            return there;
        }

        // Without the tag's name a draft that is published is given another.
        body["tag_name"] = wanted.Tag;
        return Read((await http.SendAsync(ForgeRequest.Send(HttpMethod.Patch, $"{root}/releases/{there.Id}", body), cancellationToken)).Json());
    }

    /// <summary>GitHub makes a tag that is not there, at whatever the default branch has: never ours to want.</summary>
    private async Task RequireTagAsync(string tag, CancellationToken cancellationToken)
    {
        if (!(await http.SendAsync(ForgeRequest.Get($"{root}/git/ref/tags/{string.Join('/', tag.Split('/').Select(ForgeText.Segment))}", 404), cancellationToken)).IsSuccess)
        {
            throw new ReleaseException(ForgeCodes.Refused.Create($"The tag {tag} is not on the forge, which would make one elsewhere for its release. Push the tag, then run again."));
        }
    }

    private static ForgeRelease Read(ForgeValue release) => new()
    {
        Id = release.Number("id").ToString(System.Globalization.CultureInfo.InvariantCulture),
        Tag = release.Text("tag_name"),
        Name = release.TextOrNull("name") ?? "",
        Body = ForgeText.Normalize(release.TextOrNull("body")),
        Url = release.TextOrNull("html_url"),
        IsDraft = release.Flag("draft"),
        IsPrerelease = release.Flag("prerelease"),
        Assets = [.. release["assets"].Items().Select(a => a.Text("name")).Order(StringComparer.Ordinal)],
    };
}

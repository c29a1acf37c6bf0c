using System.Text;
using ReleaseKit.Testing.Forges;

namespace ReleaseKit.Engine.Tests.Forges;

/// <summary>That the descriptions find mistakes; that there are none, every contract test shows.</summary>
public sealed class ForgeDescriptionTests
{
    [Theory]
    [InlineData("github", "POST", "github/api/v3/repos/a/b/pulls", """{"title":"t","head":"h","base":"m","body":"b","draft":false}""", null)]
    [InlineData("github", "POST", "github/api/v3/repos/a/b/pulls", """{"title":"t","head":"h"}""", "$.base is missing")]
    [InlineData("github", "POST", "github/api/v3/repos/a/b/pulls", """{"title":"t","head":"h","base":1}""", "$.base is integer")]
    [InlineData("github", "POST", "github/api/v3/repos/a/b/pulls", """{"title":"t","head":"h","base":"m","labels":[]}""", "$.labels is not described")]
    [InlineData("github", "PUT", "github/api/v3/repos/a/b/pulls/1/merge", """{"merge_method":"fast"}""", "is not one of")]
    [InlineData("github", "GET", "github/api/v3/repos/a/b/pulls?state=merged", null, "is not one of")]
    [InlineData("github", "GET", "github/api/v3/repos/a/b/pulls?limit=1", null, "no parameter 'limit'")]
    [InlineData("github", "GET", "github/api/v3/repos/a/b/pulls?per_page=many", null, "is no number")]
    [InlineData("github", "GET", "github/api/v3/repos/a/b/nothing", null, "there is no such operation")]
    [InlineData("gitea", "POST", "gitea/api/v1/repos/a/b/pulls/1/merge", """{"do":"merge"}""", "$.do is not described")]
    [InlineData("gitea", "POST", "gitea/api/v1/repos/a/b/labels", """{"name":"x"}""", "$.color is missing")]
    [InlineData("gitlab", "POST", "gitlab/api/v4/projects/a%2Fb/merge_requests", """{"title":"t"}""", "$.source_branch is missing")]
    [InlineData("bitbucket", "POST", "bitbucket/2.0/repositories/a/b/commit/c/statuses/build", """{"state":"GREEN"}""", "is not one of")]
    public void MistakeIsFound(string forge, string method, string path, string? body, string? objection)
    {
        var request = new RecordedRequest(method, new Uri("http://127.0.0.1:1/" + path), body is null ? null : "application/json", Encoding.UTF8.GetBytes(body ?? ""), 500, []);
        var found = string.Join("\n", ForgeDescription.Of(forge).Objections(request));
        if (objection is null)
        {
            found.ShouldBeEmpty();
        }
        else
        {
            found.ShouldContain(objection);
        }
    }

    [Fact]
    public void AnswerIsHeldToTheDescriptionToo()
    {
        var request = new RecordedRequest("GET", new Uri("http://127.0.0.1:1/github/api/v3/repos/a/b/pulls/1"), null, [], 200, """{"number":"1"}"""u8.ToArray());
        ForgeDescription.Of("github").Objections(request).ShouldContain(o => o.Contains("answer.number is string"));
    }
}

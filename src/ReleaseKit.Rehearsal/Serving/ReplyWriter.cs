using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace ReleaseKit.Rehearsal.Serving;

/// <summary>Sends replies.</summary>
internal static class ReplyWriter
{
    public static async Task SendAsync(HttpContext context, Reply reply)
    {
        var response = context.Response;
        response.StatusCode = reply.Status;
        if (reply.Reason is { } reason)
        {
            context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = OneAsciiLine(reason);
        }

        // A rehearsed version may be built anew with other bytes: no client may keep what it saw.
        response.Headers.CacheControl = "no-store";
        response.Headers.Location = reply.Location;
        response.Headers.WWWAuthenticate = reply.Challenge;
        response.Headers.RetryAfter = reply.RetryAfterSeconds?.ToString();
        foreach (var (name, value) in reply.Headers)
        {
            response.Headers[name] = value;
        }

        response.ContentType = reply.ContentType;
        await SendBodyAsync(context, reply);
    }

    private static async Task SendBodyAsync(HttpContext context, Reply reply)
    {
        if (reply.Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
        {
            // It has neither a body nor a length; the server closes the connection of whoever writes one.
            return;
        }

        var length = reply.FilePath is { } path ? new FileInfo(path).Length : reply.Body.Length;
        var send = Math.Min(length, reply.CutAfter ?? length);
        context.Response.ContentLength = length;
        // A body shorter than its stated length makes the server close the connection after what was sent; an abort
        // would reset it, and the client would lose that too.
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            if (reply.FilePath is { } file)
            {
                await context.Response.SendFileAsync(file, 0, send, context.RequestAborted);
            }
            else
            {
                await context.Response.Body.WriteAsync(reply.Body.AsMemory(0, (int)send), context.RequestAborted);
            }

            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    private static string OneAsciiLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            line.Append(letter is >= ' ' and <= '~' ? letter : '?');
        }

        return line.ToString();
    }
}
